"""What plans add up to and how they read: rows of the database in, plain values out."""
