"""Rules of the family `accuracy`."""
