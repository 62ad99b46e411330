"""One verb a module; a command joins the rooms and prints."""
