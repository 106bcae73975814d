"""The source everybody who uses the program may have: all of it, and nothing else."""

import io
import tarfile

import pytest

from niudai.kernel.source import archive, source_files
from tests.architecture.tree import files


def packed() -> set[str]:
    with tarfile.open(fileobj=io.BytesIO(archive())) as tar:
        return {name.removeprefix("niudai/") for name in tar.getnames()}


def test_every_file_of_the_project_is_in_the_archive():
    assert {path.as_posix() for path in files()} - packed() == set()


def test_no_data_no_keys_and_nothing_made_by_running_is_in_the_archive(tmp_path):
    for name in (
        "var/niudai.sqlite3", ".env", "config/.env", "config/secret.key", "config/SECRET_KEY",
        "niudai/a.sqlite3", "niudai/__pycache__/x.py", "node_modules/a.js", ".venv/b.py",
        "config/settings.py",
    ):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "niudai/link.py").symlink_to(tmp_path / "var/niudai.sqlite3")
    found = [path.relative_to(tmp_path).as_posix() for path in source_files(tmp_path)]
    assert found == ["config/settings.py"]


def test_the_same_source_gives_the_same_file():
    first = archive()
    archive.cache_clear()
    assert archive() == first


@pytest.mark.django_db
def test_everybody_can_download_it_from_the_foot_of_any_page(client):
    assert 'href="/source/"' in client.get("/").text
    assert 'href="/source/"' in client.get("/accounts/login/").text
    assert 'href="/source/"' in client.get("/nothing-here/").text
    assert "/source/niudai.tar.gz" in client.get("/source/").text
    answer = client.get("/source/niudai.tar.gz")
    assert answer["Content-Disposition"].startswith('attachment; filename="niudai-')
    assert answer.content == archive()


@pytest.mark.django_db
def test_a_county_that_publishes_its_source_links_there(client, settings):
    settings.SOURCE_URL = "https://code.example/niudai"
    assert 'href="https://code.example/niudai"' in client.get("/").text
