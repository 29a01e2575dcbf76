"""What pages show that join several floors: rows of the database in, plain values out."""
