"""Which of the files of others are published: of Tabler, what our pages link to."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class StaticFiles(StaticFilesConfig):
    """Django's own application, leaving out 20 MB of flags, card logos and libraries."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "libs", "types", "flags", "payments", "social",
        "tabler-*", "*.rtl.*", "*.esm.*", "tabler.css*", "tabler.js*",
    ]  # fmt: skip
