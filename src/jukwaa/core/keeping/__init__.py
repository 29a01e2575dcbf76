"""Nothing lost: a sealed copy of everything that a server holds, and the way back from it. Knows no domain."""
