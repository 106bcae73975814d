"""The pages of the mediation case."""
