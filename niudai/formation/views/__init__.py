"""The pages of a union's cases."""
