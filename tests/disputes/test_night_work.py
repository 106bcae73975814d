"""Mediations whose period ran out, and transfers nobody accepted: seen to once, at night."""

import json
import threading
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from niudai.access.actor import CLOCK
from niudai.audit.models import Entry
from niudai.casework.models import Deadline, Transfer
from niudai.disputes import actions
from niudai.disputes.management.commands.close_expired_mediations import Command as Close
from niudai.disputes.models import Dispute
from niudai.notices.models import Notice
from tests.disputes.test_what_is_told import accepted, at, clock, mediating, scene

__all__ = ["clock", "scene"]


def run(name, *words):
    out, err = StringIO(), StringIO()
    call_command(name, *words, "--json", stdout=out, stderr=err)
    return json.loads(out.getvalue())


def test_a_mediation_ends_the_day_after_its_last_day(scene, clock):
    mediating(scene)
    clock.move_to(at("2026-09-29 23:59"))
    assert run("close_expired_mediations", "--apply")["found"] == 0
    clock.move_to(at("2026-09-30 00:10"))

    assert run("close_expired_mediations", "--apply")["done"] == 1
    assert run("close_expired_mediations", "--apply")["found"] == 0

    scene.dispute.refresh_from_db()
    assert (scene.dispute.stage, scene.dispute.outcome) == ("failed", "timed-out")
    assert Entry.objects.get(action="disputes.time_out").actor == "clock"


def test_a_dry_run_ends_nothing(scene, clock):
    accepted(scene)
    clock.move_to(at("2026-09-30 00:10"))
    assert run("close_expired_mediations")["found"] == 1
    scene.dispute.refresh_from_db()
    assert scene.dispute.stage == "accepted"


def test_a_mediation_both_sides_lengthened_goes_on(scene, clock):
    mediating(scene)
    signed = date(2026, 9, 14)
    actions.extend(
        scene.dispute, until=date(2026, 10, 20), applicant_signed_on=signed,
        respondent_signed_on=signed, by=CLOCK,
    )  # fmt: skip
    clock.move_to(at("2026-09-30 00:10"))
    assert run("close_expired_mediations", "--apply")["found"] == 0


@pytest.mark.parametrize("change", [{"decides": False}, {"paused_on": date(2026, 9, 20)}])
def test_a_period_that_is_paused_or_unverified_ends_nothing(scene, clock, change):
    mediating(scene)
    Deadline.objects.filter(rule_id="MED-END-ACC").update(**change)
    clock.move_to(at("2026-09-30 00:10"))
    assert run("close_expired_mediations", "--apply")["found"] == 0


def test_one_bad_case_does_not_hide_the_rest(scene, clock):
    mediating(scene)
    other = Dispute.objects.get(pk=scene.dispute.pk)
    scene.dispute = actions.register(
        body=scene.body, received_on=date(2026, 9, 14), source="walk-in", cause="pay", facts="x",
        applicants=[actions.PartyFacts(name="甄乙")],
        respondent=actions.PartyFacts(name="江阴示例电子有限公司"),
        claims=[actions.ClaimFacts(kind="wages", text="工资")], by=CLOCK,
    )  # fmt: skip
    accepted(scene)
    Deadline.objects.filter(item__case_id=other.pk, rule_id="ARB-LIMIT-WAGE").update(
        rule_key="GONE@CN@2020-01-01"
    )
    clock.move_to(at("2026-09-30 00:10"))

    with pytest.raises(CommandError, match="1 of 2"):
        run("close_expired_mediations", "--apply")

    scene.dispute.refresh_from_db()
    other.refresh_from_db()
    assert (scene.dispute.stage, other.stage) == ("failed", "mediating")


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_end_a_mediation_once(scene, clock):
    mediating(scene)
    clock.move_to(at("2026-09-30 00:10"))
    ready = threading.Barrier(2)
    done = []

    def work():
        ready.wait()
        try:
            done.append(Close().act(scene.dispute.pk, date(2026, 9, 30)))
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sorted(done) == [False, True]
    assert Entry.objects.filter(action="disputes.time_out").count() == 1
    assert Notice.objects.filter(channel="sms", subject=ended_subject()).count() == 2


def ended_subject():
    return Notice.objects.filter(channel="sms").latest("pk").subject


def test_a_transfer_goes_back_after_its_day_once(scene, clock):
    actions.send(scene.dispute, to=scene.city, reason="涉及多镇", by=CLOCK)
    clock.move_to(at("2026-09-15 23:00"))
    assert run("return_transfers", "--apply")["found"] == 0
    clock.move_to(at("2026-09-16 00:10"))
    assert run("return_transfers")["found"] == 1

    assert run("return_transfers", "--apply")["done"] == 1
    assert run("return_transfers", "--apply")["found"] == 0

    scene.dispute.refresh_from_db()
    assert scene.dispute.stage == "registered"
    assert Transfer.objects.get().returned_on == date(2026, 9, 16)


def test_a_transfer_taken_over_in_time_stays(scene, clock):
    actions.send(scene.dispute, to=scene.city, reason="涉及多镇", by=CLOCK)
    actions.take(scene.dispute, body=scene.city, by=scene.clerk.actor())
    clock.move_to(at("2026-09-16 00:10"))
    assert run("return_transfers", "--apply")["found"] == 0
