"""Mediation bodies and their mediators come in as sheets."""

from datetime import date

from niudai.disputes.models import MediationBody, Mediator

BODIES = ["调解组织名称", "类型", "成立日期", "联系电话"]
BODY = ["周庄镇劳动争议调解中心", "镇", "2015年3月", "0510-86860000"]
PEOPLE = ["姓名", "性别", "出生年月日", "调解组织", "聘任日期", "手机"]


def test_bodies_and_then_their_mediators_are_put_on_the_register(taken):
    assert taken([BODIES, BODY], kind="bodies").counts == {"new": {"": 1}}
    job = taken([
        PEOPLE,
        ["甄示例", "男", "1980/5/6", BODY[0], "2025.1", "13800001234"],
        ["贾示范", "女", "2015-01-01", BODY[0], "2025-01-01", ""],
        ["艾测试", "女", "1985-01-01", "没有的组织", "2025-01-01", ""],
    ], kind="mediators")  # fmt: skip

    body, person = MediationBody.objects.get(), Mediator.objects.get()
    assert (body.set_up_on, body.kind) == (date(2015, 3, 1), "town")
    assert (person.name, person.born_on, person.since) == (
        "甄示例", date(1980, 5, 6), date(2025, 1, 1),
    )  # fmt: skip
    assert job.counts == {"new": {"": 1}, "refused": {"refused": 2}}


def test_the_same_register_again_changes_nothing_and_a_new_phone_changes_it(taken):
    taken([BODIES, BODY], kind="bodies")
    rows = [PEOPLE, ["甄示例", "男", "1980/5/6", BODY[0], "2025.1", "13800001234"]]
    taken(rows, kind="mediators")

    assert taken([BODIES, BODY], kind="bodies").counts == {"same": {"": 1}}
    assert taken(rows, kind="mediators").counts == {"same": {"": 1}}
    rows[1][-1] = "13900001234"
    assert taken(rows, kind="mediators").counts == {"changed": {"": 1}}
    assert Mediator.objects.get().phone == "13900001234"
