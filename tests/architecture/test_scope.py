"""Whatever lies at a place is asked for by someone who may see it."""

import inspect

from django.apps import apps
from django.db import models

from niudai.kernel.paths import PathField
from niudai.organisations.models import Organisation


def scoped_models():
    """Our tables that lie at an organisation, by a column of their own."""
    return [
        model
        for model in apps.get_models()
        if model.__module__.startswith("niudai.")
        and any(lies_somewhere(field) for field in model._meta.concrete_fields)
    ]


def lies_somewhere(field):
    to_a_union = isinstance(field, models.ForeignKey) and field.related_model is Organisation
    return to_a_union or isinstance(field, PathField)


def test_every_table_of_a_place_says_who_may_see_its_rows():
    assert len(scoped_models()) > 8
    silent = [
        model._meta.label
        for model in scoped_models()
        if not hasattr(model._default_manager.all(), "visible_to")
    ]
    assert silent == []


def test_whoever_asks_is_named_in_the_question():
    unnamed = [
        model._meta.label
        for model in scoped_models()
        if len(inspect.signature(type(model._default_manager.all()).visible_to).parameters) != 2
    ]
    assert unnamed == []
