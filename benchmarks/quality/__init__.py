"""How good the ranking is, beside the analyzers others use, on judged questions; and the gate that keeps it so."""
