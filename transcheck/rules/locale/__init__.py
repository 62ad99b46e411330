"""Rules of the family `locale`."""
