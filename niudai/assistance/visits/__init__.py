"""Visits at the door: on paper, online, or on a phone without network."""
