"""Whoever keeps a register may bring its sheet; whoever may not read it sees none of its rows."""

import pytest
from django.urls import reverse

from niudai.access.permissions import GRANTS, Permission, Role
from niudai.kernel.refused import Refused
from niudai.sheets import actions
from niudai.sheets.kinds import sheet_kinds
from niudai.sheets.models import Import, Line

P = Permission
BODIES = ["调解组织名称", "类型", "成立日期", "联系电话"]
BODY = ["江阴市示例调解中心", "市", "2015年3月", "0510-86860000"]


@pytest.mark.parametrize("kind", sheet_kinds().values(), ids=lambda kind: kind.name)
@pytest.mark.parametrize("role", Role)
def test_who_writes_a_register_may_bring_and_see_its_sheet(role, kind):
    granted = GRANTS[role]
    if kind.permission in granted:
        assert {P.SHEET_VIEW, P.SHEET_IMPORT, kind.seen_with} <= granted


@pytest.mark.parametrize("role", Role)
def test_nobody_may_bring_sheets_without_a_register_to_bring_them_for(role):
    if P.SHEET_IMPORT in GRANTS[role]:
        assert GRANTS[role] & {kind.permission for kind in sheet_kinds().values()}


def test_the_rights_officer_brings_the_bodies_of_the_city(taken, city, at_desk, officer_of):
    desk = at_desk(city, Role.RIGHTS_OFFICER)
    offered = desk.get(reverse("import_new")).content.decode()
    assert 'value="mediators"' in offered and 'value="members"' not in offered
    by = officer_of(city, Role.RIGHTS_OFFICER)
    assert taken([BODIES, BODY], kind="bodies", by=by, at=city).counts == {"new": {"": 1}}


def test_a_roster_of_members_is_not_shown_to_the_rights_officer(taken, city, town, officer_of):
    roster = taken([["姓名", "身份证号"], ["甄示例", "1"]], kind="members")
    assert roster.refused
    for role, seen in ((Role.RIGHTS_OFFICER, False), (Role.ORGANISATION_OFFICER, True)):
        by = officer_of(city, role)
        assert Import.objects.visible_to(by).filter(pk=roster.pk).exists() is seen
        assert Line.objects.visible_to(by).filter(of=roster).exists() is seen


def test_refused_rows_leave_only_with_who_keeps_that_register(taken, city, officer_of):
    sheet = taken([["单位名称", "所有制", "规模"], ["示例厂", "民营", "巨型"]])
    rights = officer_of(city, Role.RIGHTS_OFFICER)
    assert Import.objects.visible_to(rights).filter(pk=sheet.pk).exists()
    for act in (actions.take_refused, actions.cancel):
        with pytest.raises(Refused, match="permission"):
            act(sheet, by=rights)
