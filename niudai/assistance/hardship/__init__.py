"""Hardship files: one a household, from the application to the day it is destroyed."""
