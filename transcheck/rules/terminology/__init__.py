"""Rules of the family `terminology`."""
