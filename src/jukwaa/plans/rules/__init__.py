"""What the law and the field say about plans. Pure Python: values in, values out, no Django, no clock."""
