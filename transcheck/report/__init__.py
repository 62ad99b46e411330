"""Result -> text, one format a module; `formats.render` chooses."""
