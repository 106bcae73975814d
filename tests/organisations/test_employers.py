"""Employers: on record once, under the union that answers for them."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import timezone

from niudai.audit.models import Entry
from niudai.kernel.bulk import change, load
from niudai.kernel.refused import Refused
from niudai.organisations.actions import add_employer, correct_employer, give_union, take_union
from niudai.organisations.models import Employer
from tests.organisations.conftest import actor_at, unit

GOOD_CODE = "81320281MA0TXT125F"  # invented, its check character is right
BAD_CODE = "91350203M0001QAY9B"  # fails the check


def facts(village, **more):
    return {
        "name": "江阴样例机械有限公司", "organisation": village, "division": village.division,
        "ownership": "private", "size": "small", "industry": "34", "workers": 45, **more,
    }  # fmt: skip


def kept(employer, **more):
    fields = [
        "name", "organisation", "division", "ownership", "size", "credit_code",
        "credit_code_proof", "industry", "workers", "opened_on", "address", "contact", "phone",
    ]  # fmt: skip
    return {field: getattr(employer, field) for field in fields} | more


def test_a_town_officer_puts_an_employer_on_record(village, town_officer):
    employer = add_employer(
        **facts(village, credit_code=" 81320281ma0txt125f ", phone="13800000000"), by=town_officer
    )
    assert (employer.credit_code, employer.union) == (GOOD_CODE, None)
    assert Entry.objects.get().action == "organisations.add_employer"
    assert Employer.objects.get().phone == "13800000000"


def test_a_wrong_credit_code_is_refused_until_the_paper_is_named(village, town_officer):
    with pytest.raises(Refused, match=r"not valid.*write which paper you saw"):
        add_employer(**facts(village, credit_code=BAD_CODE), by=town_officer)
    assert not Employer.objects.exists()
    assert not Entry.objects.exists()

    proof = "营业执照副本原件，2026-03-02 查看"
    employer = add_employer(
        **facts(village, credit_code=BAD_CODE, credit_code_proof=proof), by=town_officer
    )
    assert employer.credit_code_proof == proof
    assert Entry.objects.get().changes["proof"] == proof


def test_a_credit_code_is_on_record_once(village, neighbour, town_officer):
    add_employer(**facts(village, credit_code=GOOD_CODE), by=town_officer)
    again = facts(neighbour, credit_code=GOOD_CODE, name="另一公司")
    with pytest.raises(Refused, match=f"{GOOD_CODE} is already on record"):
        add_employer(**again, by=actor_at(neighbour.path))
    assert Employer.objects.count() == 1


def test_the_database_keeps_a_credit_code_once(employer):
    employer.pk = None
    with pytest.raises(IntegrityError):
        employer.save(force_insert=True)


def test_two_employers_may_be_without_a_code(village, town_officer):
    add_employer(**facts(village), by=town_officer)
    add_employer(**facts(village, name="另一公司"), by=town_officer)
    assert Employer.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": " "}, "needs a name"),
        ({"industry": "99"}, "There is no industry 99"),
        ({"phone": "1"}, "phone number is not valid"),
        ({"opened_on": timezone.localdate() + timedelta(days=1)}, "is in the future"),
    ],
)
def test_what_cannot_be_is_refused(village, town_officer, wrong, sentence):
    with pytest.raises(Refused, match=sentence):
        add_employer(**facts(village, **wrong), by=town_officer)
    assert not Employer.objects.exists()


def test_a_correction_keeps_personal_data_erasable(employer, town_officer):
    changed = kept(employer, credit_code=GOOD_CODE, workers=300, contact="施范文", phone="")
    correct_employer(employer, **changed, by=town_officer)
    entry = Entry.objects.get(action="organisations.correct_employer")
    assert entry.changes["workers"] == [210, 300]
    assert entry.personal == {"contact": ["", "施范文"]}
    assert "contact" not in entry.changes


def test_another_village_may_answer_for_it(employer, town, town_officer):
    correct_employer(
        employer, **kept(employer, credit_code=GOOD_CODE, organisation=town), by=town_officer
    )
    employer.refresh_from_db()
    assert employer.organisation == town


def test_nobody_gives_an_employer_to_a_neighbour(employer, neighbour, town_officer):
    with pytest.raises(Refused, match="permission"):
        correct_employer(employer, **kept(employer, organisation=neighbour), by=town_officer)
    employer.refresh_from_db()
    assert employer.organisation != neighbour


def test_its_own_union_answers_for_it_from_then_on(employer, union, village, town_officer):
    given = give_union(employer, union=union, by=town_officer)
    assert (given.union, given.organisation) == (union, union)
    assert Entry.objects.get().changes["answers"] == ["倪家巷村工会联合会", "示例纺织工会"]
    with pytest.raises(Refused, match="has a union of its own"):
        correct_employer(
            employer, **kept(given, credit_code=GOOD_CODE, organisation=village), by=town_officer
        )


def test_a_union_is_given_once(employer, union, village, town_officer):
    give_union(employer, union=union, by=town_officer)
    with pytest.raises(Refused, match="already has a union"):
        give_union(employer, union=union, by=town_officer)
    other = add_employer(**facts(village), by=town_officer)
    with pytest.raises(Refused, match="is the union of 江阴示例纺织有限公司"):
        give_union(other, union=union, by=town_officer)


def test_only_an_enterprise_union_is_an_employers_union(employer, village, town_officer):
    with pytest.raises(Refused, match="is not an enterprise union"):
        give_union(employer, union=village, by=town_officer)
    assert not Entry.objects.exists()


def test_without_its_union_the_one_above_answers_again(employer, union, village, town_officer):
    give_union(employer, union=union, by=town_officer)
    with pytest.raises(Refused, match="Say why"):
        take_union(employer, reason=" ", by=town_officer)
    taken = take_union(employer, reason="工会撤销", by=town_officer)
    assert (taken.union, taken.organisation) == (None, village)
    with pytest.raises(Refused, match="has no union of its own"):
        take_union(employer, reason="x", by=town_officer)


def test_a_neighbour_changes_no_employer_here(employer, union, village, neighbour):
    stranger = actor_at(neighbour.path)
    for act, more in [
        (add_employer, facts(village)),
        (correct_employer, kept(employer, name="x")),
        (give_union, {"union": union}),
        (take_union, {"reason": "x"}),
    ]:
        who = [] if act is add_employer else [employer]
        with pytest.raises(Refused, match="permission"):
            act(*who, **more, by=stranger)
    assert not Entry.objects.exists()


def test_an_employer_cannot_answer_to_one_union_and_have_another(employer, village, union):
    other = unit("0001.0001.0001.0002.", "enterprise", "另一工会", village.division_id, village)
    with pytest.raises(IntegrityError):
        Employer.objects.filter(pk=employer.pk).update(union=union, organisation=other)


def test_the_state_of_the_code_is_kept_at_every_write(village, town_officer):
    employer = add_employer(**facts(village), by=town_officer)
    states = [employer.code_state]
    for said in (
        {"credit_code": GOOD_CODE},
        {"credit_code": BAD_CODE, "credit_code_proof": "营业执照副本原件"},
    ):
        correct_employer(employer, **kept(employer, **said), by=town_officer)
        employer.refresh_from_db()
        states.append(employer.code_state)
    assert states == ["missing", "valid", "shown"]


def test_rows_loaded_at_once_have_the_state_of_their_codes_too(village, town_officer):
    names = ("name", "credit_code", "credit_code_proof", "organisation_id", "division_id",
             "ownership", "size")  # fmt: skip
    row = (village.pk, village.division_id, "private", "small")
    rows = [
        ("无号厂", "", "", *row),
        ("真号厂", GOOD_CODE, "", *row),
        ("错号厂", BAD_CODE, "", *row),
    ]
    with transaction.atomic():
        load(Employer, names, rows)
    loaded = Employer.objects.order_by("pk")
    assert list(loaded.values_list("code_state", flat=True)) == ["missing", "valid", "wrong"]

    with transaction.atomic():
        change(Employer, names[:3], [(loaded[2].pk, "错号厂", BAD_CODE, "营业执照副本原件")])
    assert loaded[2].code_state == "shown"


def test_employers_already_on_record_get_the_state_of_their_codes(village):
    for code in (GOOD_CODE, BAD_CODE):
        firm = Employer.objects.create(**facts(village, name=code, credit_code=code))
        Employer.objects.filter(pk=firm.pk).update(code_state="missing")
    migration = import_module("niudai.organisations.migrations.0002_code_state_of_employers")
    migration.fill(apps, None)
    states = Employer.objects.order_by("pk").values_list("code_state", flat=True)
    assert list(states) == ["valid", "wrong"]
