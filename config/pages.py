"""How pages are drawn: the part of the settings that is the same on every machine."""

from typing import Any

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "niudai.office.frame.frame",
            ],
            "builtins": ["template_partials.templatetags.partials"],
            "libraries": {"i18n": "niudai.kernel.templatetags.words"},
        },
    },
]
FORM_RENDERER = "niudai.kernel.choosing.Renderer"
SILENCED_SYSTEM_CHECKS = [
    "templates.W003",  # our `i18n` stands in the place of Django's
    "models.W040",  # an index of SQLite covers nothing beside its keys: there the row is opened
]
