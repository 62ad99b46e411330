"""Rules of the family `control`."""
