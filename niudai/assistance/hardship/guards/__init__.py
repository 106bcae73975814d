"""What is missing before a move of a hardship file, in the sentences the page shows."""
