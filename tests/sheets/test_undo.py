"""A whole import is taken back, as long as nothing was built on it."""

import pytest

from niudai.audit.models import Entry
from niudai.kernel.refused import Refused
from niudai.organisations.actions import correct_employer
from niudai.organisations.models import Employer, Organisation, Span
from niudai.sheets import actions
from niudai.sheets.models import Batch
from niudai.sheets.rowwise import image
from tests.sheets.conftest import GOOD, HEAD, worked

UNIONS = ["工会名称", "工会类型", "上级工会", "所在地"]


def undone(job, by):
    return worked(actions.ask_undo(job, by=by))


def test_what_the_import_made_is_gone_and_what_it_changed_is_as_before(taken, clerk):
    taken([HEAD, GOOD])
    before = image(Employer.objects.get(), ["workers", "phone"])
    job = taken([HEAD, [*GOOD[:5], 9, "13900001234"], ["乙示例有限公司", *GOOD[1:]]])

    job = undone(job, clerk)

    assert job.state == "undone"
    assert image(Employer.objects.get(), ["workers", "phone"]) == before
    assert Entry.objects.filter(action="sheets.undo").count() == 1
    assert not Batch.objects.filter(of=job, undone_at=None).exists()


def test_an_import_on_which_somebody_built_stays_with_a_sentence(taken, clerk):
    job = taken([HEAD, GOOD, ["乙示例有限公司", *GOOD[1:]]])
    firm = Employer.objects.get(name=GOOD[0])
    facts = {
        name: getattr(firm, name)
        for name in ("organisation", "division", "ownership", "size", "workers")
    }
    correct_employer(firm, name="丙示例有限公司", **facts, by=clerk)

    job = undone(job, clerk)

    assert job.state == "done"
    assert "something was built on it" in job.message
    assert "丙示例有限公司" in job.message
    assert Employer.objects.count() == 2


def test_unions_are_taken_back_with_those_beneath_them(taken, officer_of, city):
    officer = officer_of(city, "organisation_officer")
    rows = [["示例一厂工会", "企业工会", "", ""], ["第一小组", "工会小组", "示例一厂工会", ""]]
    count = Span.objects.count()
    job = taken([UNIONS, *rows], kind="unions", at=city, by=officer)
    assert job.counts == {"new": {"": 2}}

    assert undone(job, officer).state == "undone"

    assert not Organisation.objects.filter(name__in=["示例一厂工会", "第一小组"]).exists()
    assert Span.objects.count() == count


def test_a_union_with_a_member_of_its_own_since_is_not_taken_back(taken, officer_of, city):
    officer = officer_of(city, "organisation_officer")
    job = taken([UNIONS, ["示例一厂工会", "企业工会", "", ""]], kind="unions", at=city, by=officer)
    union = Organisation.objects.get(name="示例一厂工会")
    Employer.objects.create(
        name="示例一厂", organisation=union, union=union, division=union.division,
        ownership="private", size="small",
    )  # fmt: skip

    job = undone(job, officer)

    assert (job.state, "示例一厂" in job.message) == ("done", True)
    assert Organisation.objects.filter(pk=union.pk).exists()


def test_a_dry_run_cannot_be_undone(dry, clerk):
    with pytest.raises(Refused, match="Only an import that was done"):
        actions.ask_undo(dry(), by=clerk)


def test_an_import_that_was_undone_can_come_in_again(taken, clerk):
    undone(taken(), clerk)

    assert taken().counts == {"new": {"": 1}}
