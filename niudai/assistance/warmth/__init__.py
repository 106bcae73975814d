"""Campaigns of warmth and cool: visits, goods, money."""
