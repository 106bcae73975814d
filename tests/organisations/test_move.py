"""Moving a union with everything beneath it."""

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from niudai.audit.log import record
from niudai.audit.models import Entry
from niudai.kernel.paths import PathField, ancestors, within
from niudai.kernel.refused import Refused
from niudai.organisations.actions import move, set_up
from niudai.organisations.models import Organisation
from tests.organisations.conftest import K, actor_at, unit


def test_everything_beneath_comes_along(village, union, neighbour, city_officer):
    group = unit(f"{union.path}0003.", K.GROUP, "一车间小组", "320281108200", union)

    moved = move(village, parent=neighbour, by=city_officer)

    assert (moved.parent, moved.path) == (neighbour, "0001.0002.0001.")
    union.refresh_from_db(), group.refresh_from_db()
    assert (union.path, union.parent) == ("0001.0002.0001.0001.", village)
    assert group.path == "0001.0002.0001.0001.0003."


def test_the_log_keeps_where_things_were(village, union, neighbour, city_officer):
    earlier = record("organisations.correct", union, by=city_officer)
    move(village, parent=neighbour, by=city_officer)

    earlier.refresh_from_db()
    assert earlier.path == "0001.0001.0001.0001."
    entry = Entry.objects.get(action="organisations.move")
    assert entry.path == "0001.0002.0001."
    assert entry.changes["was"] == "0001.0001.0001."
    assert entry.changes["parent"] == ["周庄镇总工会", "华士镇总工会"]


def test_one_statement_rewrites_the_paths_however_many(village, neighbour, city_officer):
    for number in range(30):
        unit(
            f"{village.path}{number + 1:04d}.",
            K.ENTERPRISE,
            f"工会{number}",
            "320281108200",
            village,
        )
    with CaptureQueriesContext(
        connection,
    ) as queries:
        move(village, parent=neighbour, by=city_officer)
    # One for each column that stores a path: unions, deadlines, persons and their memberships.
    columns = [
        field
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, PathField) and model is not Entry
    ]
    assert len([q for q in queries if "SUBSTR" in q["sql"].upper()]) == len(columns)
    assert Organisation.objects.filter(within("0001.0002.0001.")).count() == 31


def test_who_sees_it_moves_with_it(village, union, town, neighbour, city_officer):
    move(village, parent=neighbour, by=city_officer)
    assert union not in Organisation.objects.visible_to(actor_at(town.path))
    assert union in Organisation.objects.visible_to(actor_at(neighbour.path))


def test_a_union_cannot_stand_beneath_itself(village, union, city_officer):
    for parent in (village, union):
        with pytest.raises(Refused, match="beneath itself"):
            move(village, parent=parent, by=city_officer)
    assert not Entry.objects.exists()


def test_a_move_to_where_it_stands_is_refused(village, town, city_officer):
    with pytest.raises(Refused, match="already stands beneath"):
        move(village, parent=town, by=city_officer)


def test_a_move_to_a_wrong_level_is_refused(village, union, neighbour, city_officer):
    group = unit(f"{union.path}0001.", K.GROUP, "小组", "320281108200", union)
    with pytest.raises(Refused, match="cannot stand beneath"):
        move(group, parent=neighbour, by=city_officer)
    group.refresh_from_db()
    assert group.path == "0001.0001.0001.0001.0001."


def test_a_name_that_is_taken_there_is_refused(village, union, neighbour, city_officer):
    unit("0001.0002.0001.", K.ENTERPRISE, union.name, "320281107000", neighbour)
    with pytest.raises(Refused, match="already an organisation"):
        move(union, parent=neighbour, by=city_officer)
    union.refresh_from_db()
    assert union.parent == village


def test_nobody_takes_a_union_from_a_neighbour(village, neighbour):
    with pytest.raises(Refused, match="permission"):
        move(village, parent=neighbour, by=actor_at(neighbour.path))
    assert not Entry.objects.exists()


def test_nobody_gives_a_union_to_a_neighbour(village, town, neighbour):
    with pytest.raises(Refused, match="permission"):
        move(village, parent=neighbour, by=actor_at(town.path))
    assert not Entry.objects.exists()


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_after_any_moves_a_path_still_says_what_stands_above(city, city_officer, data):
    """However often units are set up and moved: every path begins with its parent's, none is
    given twice, and `within` finds exactly those whose chain of parents leads there."""
    with transaction.atomic():
        shuffle(city, city_officer, data)
        everything = {each.pk: each for each in Organisation.objects.all()}
        for each in everything.values():
            chain = [each]
            while chain[-1].parent_id:
                chain.append(everything[chain[-1].parent_id])
            assert ancestors(each.path) == [above.path for above in reversed(chain)]
            beneath = {o.pk for o in everything.values() if each.path in ancestors(o.path)}
            found = Organisation.objects.filter(within(each.path)).values_list("pk", flat=True)
            assert set(found) == beneath
        transaction.set_rollback(True)


def shuffle(city, city_officer, data):
    seen = {city.path}
    for number in range(6):
        set_up(parent=city, kind=K.INDUSTRY, name=f"行业{number}", by=city_officer)
    for number in range(data.draw(st.integers(1, 12))):
        units = list(Organisation.objects.order_by("pk"))
        parents = [each for each in units if each.kind in (K.INDUSTRY, K.FEDERATION)]
        enterprises = [each for each in units if each.kind == K.ENTERPRISE]
        parent = data.draw(st.sampled_from(parents))
        if enterprises and data.draw(st.booleans()):
            moving = data.draw(st.sampled_from(enterprises))
            if moving.parent_id == parent.pk:
                continue
            done = move(moving, parent=parent, by=city_officer)
        else:
            done = set_up(parent=parent, kind=K.ENTERPRISE, name=f"企业{number}", by=city_officer)
        assert done.path not in seen
        seen.add(done.path)
        if done.kind == K.ENTERPRISE and data.draw(st.booleans()):
            set_up(parent=done, kind=K.GROUP, name=f"小组{number}", by=city_officer)
