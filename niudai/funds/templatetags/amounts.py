"""Whole fen as people read them."""

from django import template

from niudai.kernel.money import yuan

register = template.Library()
register.filter("yuan", yuan)
