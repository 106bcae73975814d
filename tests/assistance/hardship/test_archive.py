"""The archive: kept ten years, destroyed by two people, and nothing of the household left."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from niudai.assistance.hardship import actions
from niudai.assistance.hardship.actions.archiving import ripe
from niudai.assistance.hardship.models import DestructionList, HardshipFile, Member, MoneyLine
from niudai.audit.log import faults, record
from niudai.audit.models import Entry
from niudai.casework.attaching import attach
from niudai.casework.models import Attachment, Note
from niudai.casework.moves import show
from niudai.casework.noting import note
from niudai.kernel.refused import Refused
from tests.assistance.hardship.keeping import county, enter_rows, file_at
from tests.portal.conftest import png

TODAY = timezone.localdate()

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    place = county()
    enter_rows(place)
    return place


def left(made, on, **facts):
    """A file that left on that day."""
    file = file_at(made, stage="lifted", left_on=on, received_on=on - timedelta(days=400), **facts)
    show(file)
    return file


def archived(made, on):
    return actions.archive(left(made, on), place="甲-1-1", by=made.hand("officer"))


def test_a_file_withdrawn_in_august_2025_is_kept_until_august_2035(made):
    file = archived(made, date(2025, 8, 15))
    assert (file.stage, file.keep_until) == ("archived", date(2035, 8, 15))  # P11
    assert file.archive_place == "甲-1-1"
    assert file.item.closed_on == TODAY


def test_the_place_in_the_archive_is_named(made):
    with pytest.raises(Refused, match="original lies"):
        actions.archive(left(made, date(2025, 8, 15)), place=" ", by=made.hand("officer"))


def test_only_what_is_old_enough_is_listed(made):
    archived(made, date(2025, 8, 15))
    with pytest.raises(Refused, match="time is up"):
        actions.list_for_destruction(
            made.federation, document="澄销〔2036〕1 号", by=made.hand("officer")
        )
    old = archived(made, date(2016, 3, 1))
    made_list = actions.list_for_destruction(
        made.federation, document="澄销〔2036〕1 号", by=made.hand("officer")
    )
    assert list(made_list.files.all()) == [old]
    assert not ripe(made.federation, TODAY).exists()


def test_whoever_lists_does_not_approve(made):
    archived(made, date(2016, 3, 1))
    listed = actions.list_for_destruction(
        made.federation, document="澄销〔2036〕1 号", by=made.hand("officer")
    )
    with pytest.raises(Refused, match="another person"):
        actions.destroy(listed, by=made.hand("officer"))
    assert HardshipFile.objects.get().stage == "archived"


def test_nothing_of_the_household_is_left_and_the_chain_of_the_log_holds(
    made, django_capture_on_commit_callbacks
):
    file = left(made, date(2016, 3, 1), address="示例路 1 号", story="示例情况")
    paper = attach(file, png(), by=made.hand("village"))
    note(file, text="孩子在示例小学", by=made.hand("village"))
    record("hardship.correct", file, by=made.hand("village"), personal={"note": "示例病情"})
    file = actions.archive(file, place="甲-1-1", by=made.hand("officer"))
    listed = actions.list_for_destruction(
        made.federation, document="澄销〔2036〕1 号", by=made.hand("officer")
    )
    stored, storage = paper.file.name, paper.file.storage
    assert storage.exists(stored)

    with django_capture_on_commit_callbacks(execute=True):
        actions.destroy(listed, by=made.hand("other"))

    file = HardshipFile.objects.get(pk=file.pk)
    assert (file.stage, file.destroyed_on) == ("destroyed", TODAY)
    assert (file.category, file.left_on) == ("deep", date(2016, 3, 1))  # what is kept
    assert [file.name, file.address, file.story, file.card, file.code] == [""] * 5
    assert file.declared == {} and file.reckoned == {}
    for table in (Member, MoneyLine, Attachment, Note):
        assert not table.objects.exists()
    assert not storage.exists(stored)
    assert "甄" not in file.item.title + file.item.names
    said = "".join(str([each.personal, each.changes, each.subject]) for each in Entry.objects.all())
    assert "示例病情" not in said and "甄困难" not in said
    assert list(faults()) == []
    assert DestructionList.objects.get().supervisor == made.hand("other").name


def test_a_file_is_handed_over_when_its_unit_is_dissolved(made):
    file = left(made, date(2025, 8, 15))
    with pytest.raises(Refused, match="permission"):
        actions.hand_over(file, to=made.town, reason="企业注销", by=made.hand("village"))
    file = actions.hand_over(file, to=made.town, reason="企业注销", by=made.hand("town"))
    assert file.organisation == made.town and file.item.organisation == made.town
    with pytest.raises(Refused, match="already"):
        actions.hand_over(file, to=made.town, reason="企业注销", by=made.hand("town"))
