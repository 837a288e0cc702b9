"""The nouns of Pratfall: frozen values and enums, standard library only."""
