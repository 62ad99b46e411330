"""Rules of the family `drift`."""
