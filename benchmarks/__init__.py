"""How fast and how good: one file per question, each saying what it measures, on what corpus, and how to run it."""
