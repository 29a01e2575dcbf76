"""What values come to: one set-based statement for each question, whatever the number of values."""
