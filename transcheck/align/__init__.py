"""Documents -> translations: which source blocks, source comments and target blocks belong together. Pure."""
