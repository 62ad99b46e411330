"""Bytes and files -> model: the only room that reads documents."""
