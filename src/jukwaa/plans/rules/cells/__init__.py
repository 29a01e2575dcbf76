"""What people write into the cells of a matrix, and what they mean by it."""
