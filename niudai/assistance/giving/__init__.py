"""Donors and partner programmes: pledges, needs, and what became of them."""
