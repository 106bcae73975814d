"""Rosters of members: hundreds of thousands of rows checked, sealed, compared and written."""
