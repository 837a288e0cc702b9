"""Words in, scores out. Rules are language-free; what a language says is data in languages/<code>.toml."""
