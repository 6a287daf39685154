"""Reading of comments without a network: language, duplicates, kinds, themes."""
