"""What becomes of the rows of a roster."""

from datetime import date

import pytest

from niudai.access.actor import CLOCK
from niudai.audit.models import Entry
from niudai.kernel.personal import lookup
from niudai.membership.actions import end_membership
from niudai.membership.models import Membership, Pair, Person, Standing
from niudai.membership.tallying import recount_all
from tests.membership.roster.conftest import FIRST, SECOND, row, taken

pytestmark = pytest.mark.django_db


def test_a_new_person_is_on_file_and_a_member_with_all_that_the_row_says(union):
    done = taken(
        union,
        row(nation="汉", education="本科", politics="党员", phone="13800000001", migrant="是",
            joined_on="2015年6月", department="织造车间", position="挡车工", card="622200000000000",
            address="江阴市示例路１号", skill="高级工",
            registered_at="江苏省江阴市周庄镇示例村"),
    )  # fmt: skip
    assert done.counts == {"new": 1}
    person = Person.objects.get()
    assert (person.name, person.number, person.number_state) == ("甄示例", FIRST, "valid")
    assert (person.sex, person.born_on) == (Person.Sex.MALE, date(1990, 3, 7))
    assert (person.nation, person.education, person.politics) == ("01", "20", "01")
    assert (person.skill, person.migrant, person.standing) == ("3", True, Standing.ACTIVE)
    assert (person.phone, person.phone_end) == ("13800000001", "0001")
    assert person.number_key == lookup(FIRST) and person.phone_key == lookup("13800000001")
    assert person.address == "江阴市示例路1号" and person.card == "622200000000000"
    assert (person.organisation, person.path, person.counted) == (union, union.path, True)
    stay = Membership.objects.get()
    assert (stay.person, stay.organisation, stay.path) == (person, union, union.path)
    assert (stay.status, stay.way, stay.joined_on) == ("active", "listed", date(2015, 6, 1))
    assert (stay.department, stay.position) == ("织造车间", "挡车工")


def test_the_same_sheet_again_changes_nothing(union):
    rows = [row(phone="13800000001", joined_on="2015-06-01", migrant="否"), row("单样本", SECOND)]
    taken(union, *rows)
    entries = Entry.objects.count()
    assert taken(union, *rows).counts == {"same": 2}
    assert (Person.objects.count(), Membership.objects.count()) == (2, 2)
    assert Entry.objects.count() == entries


def test_a_change_is_written_and_an_empty_cell_takes_nothing_away(union):
    taken(union, row(phone="13800000001", education="高中", department="一车间"))
    done = taken(union, row(phone="13900000002", education="", department="二车间"))
    assert done.counts == {"changed": 1}
    person, stay = Person.objects.get(), Membership.objects.get()
    assert (person.phone, person.phone_end, person.education) == ("13900000002", "0002", "60")
    assert person.phone_key == lookup("13900000002") and person.number == FIRST
    assert stay.department == "二车间"
    assert done.lines[0].before == {
        "person": {"phone": "13800000001"}, "stay": {"id": stay.pk, "department": "一车间"},
    }  # fmt: skip


def test_a_person_who_stands_twice_in_the_sheet_is_taken_once_and_the_second_row_named(union):
    done = taken(union, row(), row("单样本", SECOND), row())
    assert done.counts == {"new": 2, "refused": 1}
    assert done.lines[0].faults[0].sentence == "The same person stands in row 2."
    assert done.lines[0].row == 4


@pytest.mark.parametrize("batch", [1, 500])
def test_whom_another_union_keeps_is_on_file_twice_and_counted_by_neither(
    union, other_union, town, batch
):
    taken(union, row())
    done = taken(other_union, row(), row("单样本", SECOND), batch=batch)
    assert done.counts == {"pair": 1, "new": 1}
    first, second = Person.objects.filter(number_key=lookup(FIRST)).order_by("pk")
    assert (first.organisation, second.organisation) == (union, other_union)
    assert not first.counted and not second.counted
    pair = Pair.objects.get()
    assert (pair.first, pair.second, pair.path) == (first, second, town.path)
    assert (pair.ground, pair.state) == (Pair.Ground.NUMBER, Pair.State.OPEN)
    assert taken(other_union, row()).counts == {"same": 1}
    assert Pair.objects.count() == 1


@pytest.mark.parametrize("batch", [1, 500])
def test_one_person_for_two_unions_in_one_sheet_is_a_pair_too(town, union, other_union, batch):
    done = taken(town, row(unit=union.name), row(unit=other_union.name), batch=batch)
    assert done.counts == {"new": 1, "pair": 1}
    assert list(Person.objects.values_list("counted", flat=True)) == [False, False]
    pair = Pair.objects.get()
    assert pair.first.organisation == union and pair.second.organisation == other_union


def test_who_left_another_union_becomes_a_member_here(union, other_union):
    taken(union, row())
    person = Person.objects.get()
    end_membership(person, status="withdrawn", reason="换单位", by=CLOCK)
    done = taken(other_union, row(phone="13800000001"))
    assert done.reasons == {("changed", "joined"): 1}
    person.refresh_from_db()
    assert (person.organisation, person.standing) == (other_union, Standing.ACTIVE)
    assert person.phone == "13800000001" and person.path == other_union.path
    assert Membership.objects.open().get().organisation == other_union
    assert Membership.objects.count() == 2


def test_who_died_does_not_come_back_by_a_sheet(union):
    taken(union, row())
    end_membership(Person.objects.get(), status="died", reason="家属告知", by=CLOCK)
    done = taken(union, row())
    assert done.reasons == {("refused", "over"): 1}
    assert Person.objects.get().standing == Standing.LEFT


def test_a_kept_membership_stays_kept(union):
    taken(union, row(employment="退休"))
    person = Person.objects.get()
    assert person.standing == Standing.KEPT
    assert Membership.objects.get().status == Membership.Status.KEPT
    assert taken(union, row(employment="退休", skill="技师")).counts == {"changed": 1}
    person.refresh_from_db()
    assert (person.standing, person.skill) == (Standing.KEPT, "2")


def test_a_number_on_file_under_another_name_is_refused(union):
    taken(union, row())
    done = taken(union, row("单样本"))
    assert done.reasons == {("refused", "name:other_name"): 1}
    assert Person.objects.get().name == "甄示例"


def test_a_pair_that_was_decided_does_not_open_again(union, other_union):
    taken(union, row())
    taken(other_union, row())
    kept, gone = Person.objects.order_by("pk")
    Person.objects.filter(pk=gone.pk).update(merged_into=kept)
    Membership.objects.filter(person=gone).delete()
    recount_all()
    done = taken(other_union, row())
    assert done.reasons == {("same", "merged"): 1}
    assert Person.objects.count() == 2 and Pair.objects.count() == 1


def test_an_old_number_and_the_new_one_are_the_same_person(union):
    old = "320281900307451"
    assert taken(union, row(number=old)).counts == {"new": 1}
    assert Person.objects.get().number_state == "old"
    assert taken(union, row(number=old)).counts == {"same": 1}
    assert taken(union, row(), row(number=old)).counts == {"changed": 1, "refused": 1}
    person = Person.objects.get()
    assert (person.number, person.number_state) == (FIRST, "valid")
    assert person.number_key == lookup(FIRST)
    assert taken(union, row(number=old)).counts == {"same": 1}


def test_a_batch_has_one_entry_in_the_log_and_none_when_nothing_changed(union):
    before = Entry.objects.count()
    taken(union, row(), row("单样本", SECOND), row())
    assert Entry.objects.count() == before + 1
    entry = Entry.objects.order_by("-number")[0]
    assert entry.action == "membership.roster" and entry.path == union.path
    assert entry.changes == {"roster": 1, "lines": "2–4", "new": 2, "changed": 0, "pair": 0}
    assert FIRST not in str(entry.changes) and "甄示例" not in str(entry.changes)


def test_a_passport_is_a_number_too(union):
    done = taken(union, row("John Smith", "E12345678", document="护照", born_on="1980-05-01"))
    assert done.counts == {"new": 1}
    person = Person.objects.get()
    assert (person.document, person.number_state) == ("passport", "foreign")
    assert (person.born_on, person.sex) == (date(1980, 5, 1), Person.Sex.UNKNOWN)
