"""The rules: a folder a family, a module a rule, and nothing else."""
