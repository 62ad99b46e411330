"""Whole small projects for the command line."""
