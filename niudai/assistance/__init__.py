"""Help for workers in hardship: files, aid, warmth, giving, the one-stop desk."""
