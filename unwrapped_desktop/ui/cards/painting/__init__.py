"""How cards are painted: parts that are measured, scenes that place them."""
