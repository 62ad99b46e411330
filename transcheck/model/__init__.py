"""The nouns of transcheck: frozen, pure, standard library only."""
