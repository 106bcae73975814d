"""The pages of aid."""
