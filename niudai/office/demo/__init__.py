"""A small invented city to try the program on. Nobody in it exists."""
