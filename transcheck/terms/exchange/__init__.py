"""Term bases in the formats of others: TBX, tables, multilingual YAML; and our own YAML, written."""
