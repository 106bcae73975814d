"""Pages of warmth campaigns."""
