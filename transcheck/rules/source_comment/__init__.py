"""Rules of the family `source-comment`."""
