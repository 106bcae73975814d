"""Setting up a union beneath another."""

import threading

import pytest
from django.db import connection, transaction

from niudai.audit.models import Entry
from niudai.kernel.refused import Refused
from niudai.organisations.actions import move, set_up
from niudai.organisations.levels import PARENTS, may_stand_beneath
from niudai.organisations.models import Division, Organisation
from tests.organisations.conftest import K, actor_at, unit


def test_a_union_is_set_up_beneath_its_village(village, city_officer):
    made = set_up(parent=village, kind=K.ENTERPRISE, name="示例化纤工会", by=city_officer)

    assert (made.path, made.parent, made.division) == (
        "0001.0001.0001.0001.", village, village.division,
    )  # fmt: skip
    assert str(made) == "示例化纤工会"
    entry = Entry.objects.get(action="organisations.set_up")
    assert (entry.path, entry.actor, entry.changes["kind"]) == (made.path, "陈织", "enterprise")


def test_the_next_one_gets_the_next_path(village, union, city_officer):
    made = set_up(parent=village, kind=K.ENTERPRISE, name="示例化纤工会", by=city_officer)
    assert made.path == "0001.0001.0001.0002."


@pytest.mark.parametrize("kind", K)
@pytest.mark.parametrize("parent", K)
def test_a_union_stands_only_where_its_level_belongs(city, kind, parent, city_officer):
    above = unit("0001.0009.", parent, "上级", "320281000000", city)
    place = Division.objects.get(code="320281108201")
    if may_stand_beneath(kind, parent):
        set_up(parent=above, kind=kind, name="新", division=place, by=city_officer)
        return
    with pytest.raises(Refused, match=r"cannot stand beneath 上级|nothing above it"):
        set_up(parent=above, kind=kind, name="新", division=place, by=city_officer)
    assert Organisation.objects.count() == 2
    assert not Entry.objects.exists()


def test_the_levels_follow_the_network():
    assert PARENTS[K.TOWN] == {K.FEDERATION}
    assert PARENTS[K.VILLAGE] == {K.TOWN, K.ZONE}
    assert PARENTS[K.GROUP] == {K.ENTERPRISE}


def test_two_sisters_do_not_bear_one_name(village, union, city_officer):
    with pytest.raises(Refused, match="already an organisation “示例纺织工会”"):
        set_up(parent=village, kind=K.ENTERPRISE, name=" 示例纺织工会 ", by=city_officer)
    assert Organisation.objects.count() == 4


def test_a_village_has_one_union(town, village, city_officer):
    with pytest.raises(Refused, match="倪家巷村村委会 already has a union"):
        set_up(parent=town, kind=K.VILLAGE, name="新", division=village.division, by=city_officer)
    assert not Entry.objects.exists()


def test_a_mark_belongs_to_one_union(village, city_officer):
    with pytest.raises(Refused, match="“澄周” is taken"):
        set_up(parent=village, kind=K.ENTERPRISE, name="新", mark="澄周", by=city_officer)
    assert not Entry.objects.exists()


def test_nothing_is_set_up_without_a_name(village, city_officer):
    with pytest.raises(Refused, match="needs a name"):
        set_up(parent=village, kind=K.ENTERPRISE, name="  ", by=city_officer)


def test_nothing_is_set_up_beneath_a_dissolved_one(village, city_officer):
    Organisation.objects.filter(pk=village.pk).update(
        status=Organisation.Status.DISSOLVED, dissolved_on="2026-01-05"
    )
    with pytest.raises(Refused, match="倪家巷村工会联合会 is dissolved"):
        set_up(parent=village, kind=K.ENTERPRISE, name="新", by=city_officer)


def test_a_neighbour_sets_up_nothing_here(village, neighbour):
    with pytest.raises(Refused, match="permission"):
        set_up(parent=village, kind=K.ENTERPRISE, name="新", by=actor_at(neighbour.path))
    assert not Entry.objects.exists()


def test_a_full_level_says_so(village, city_officer):
    Organisation.objects.filter(pk=village.pk).update(last_unit=9999)
    with pytest.raises(Refused, match="9999 organisations beneath it"):
        set_up(parent=village, kind=K.ENTERPRISE, name="新", by=city_officer)


def test_a_path_left_by_a_move_is_never_given_again(village, union, town, city_officer):
    Organisation.objects.filter(pk=village.pk).update(last_unit=1)
    Organisation.objects.filter(pk=union.pk).update(path="0001.0001.0002.", parent=town)
    made = set_up(parent=village, kind=K.ENTERPRISE, name="新", by=city_officer)
    assert made.path == "0001.0001.0001.0002."


def somebody_else(village, by, failed):
    """Sets up a union in a connection of their own, when started."""

    def second():
        try:
            set_up(parent=village, kind=K.ENTERPRISE, name="乙工会", by=by)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    return threading.Thread(target=second)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_get_two_paths(village, city_officer):
    """The second waits until the first has either happened or not."""
    failed: list[Exception] = []
    other = somebody_else(village, city_officer, failed)
    with transaction.atomic():
        set_up(parent=village, kind=K.ENTERPRISE, name="甲工会", by=city_officer)
        other.start()
        other.join(0.5)
        assert other.is_alive()
    other.join(30)

    assert failed == []
    made = Organisation.objects.filter(parent_id=village.pk).values_list("name", "path")
    assert dict(made) == {"甲工会": "0001.0001.0001.0001.", "乙工会": "0001.0001.0001.0002."}


@pytest.mark.django_db(transaction=True)
def test_a_union_set_up_while_its_town_moves_comes_along(town, village, neighbour, city_officer):
    failed: list[Exception] = []
    other = somebody_else(village, city_officer, failed)
    with transaction.atomic():
        move(Organisation.objects.get(pk=village.pk), parent=neighbour, by=city_officer)
        other.start()
        other.join(0.5)
        assert other.is_alive()
    other.join(30)

    assert failed == []
    assert Organisation.objects.get(name="乙工会").path == "0001.0002.0001.0001."
