"""Facts of languages as data, and what follows from them: tags, scripts, dates, the language of a text."""
