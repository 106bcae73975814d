"""What the pages ask for. No rule is decided here."""
