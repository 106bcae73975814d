"""What holds for an installation that is not a demonstration."""

import re

from django.core.management import call_command

from tests.architecture.tree import read, templates
from tests.office.test_command_line import niudai

SECRETS = {
    "DEBUG": "0",
    "SECRET_KEY": "a-long-value-that-only-this-test-uses-0123456789-abcdefghijk",
    "PERSONAL_DATA_KEYS": "first:" + "00" * 32,
    "LOOKUP_KEY": "11" * 32,
    "SITE_URL": "https://union.example",
    "DEFAULT_FROM_EMAIL": "union@union.example",
    "NIUDAI_PLACE": "320281",
}


def test_the_framework_finds_nothing_unsafe_in_the_settings(tmp_path):
    done = niudai(
        "check", "--deploy", "--fail-level", "WARNING", **SECRETS, MEDIA_ROOT=str(tmp_path)
    )
    assert done.stderr == ""
    assert done.returncode == 0


def test_every_file_a_page_links_to_is_published_under_a_name_of_its_content(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    call_command("collectstatic", verbosity=0, interactive=False)

    linked = {
        name
        for path in templates()
        for name in re.findall(r"""{%\s*static\s+["']([^"']+)["']""", read(path))
    }
    assert linked
    manifest = (tmp_path / "staticfiles.json").read_text(encoding="utf-8")
    assert [name for name in sorted(linked) if f'"{name}"' not in manifest] == []
