"""How results add up and what they come to. Pure Python: no Django, no clock."""
