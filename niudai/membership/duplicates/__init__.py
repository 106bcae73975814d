"""Two records that may be one human being: found, shown side by side, merged, undone."""
