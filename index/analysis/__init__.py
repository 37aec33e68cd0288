"""Arabic text to terms: tokenizer, normalizer, stemmer, roots, names; analyzer.py puts them in order."""
