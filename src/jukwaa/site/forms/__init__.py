"""What people type on the desk. A form says what is missing and where; whether it may happen, acts decide."""
