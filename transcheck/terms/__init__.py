"""The term base: what is in it, how it is read, and how its terms are found in texts of both languages."""
