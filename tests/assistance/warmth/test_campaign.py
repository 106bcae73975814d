"""A campaign from the plan to its end, and its pages."""

import pytest
from django.urls import reverse

from niudai.access.permissions import Role
from niudai.assistance.warmth import actions
from niudai.assistance.warmth.models import Stage, Visit
from niudai.kernel.refused import Refused
from niudai.notices.models import Notice
from tests.assistance.warmth.conftest import TODAY
from tests.assistance.warmth.test_goods import visited
from tests.assistance.warmth.test_visit import picture


def test_nobody_goes_out_with_nothing(campaign, helper):
    with pytest.raises(Refused, match="Name a source"):
        actions.start(campaign, by=helper)


def test_received_handed_over_and_left_agree_before_it_closes(
    running, quilts, town, target, clerk, helper
):
    held = actions.allot(quilts, town, count=5, by=helper)
    visited(target, {quilts.pk: 2}, clerk)
    case = actions.finish(running, by=helper)
    with pytest.raises(Refused, match="brought back"):
        actions.close(case, by=helper)
    actions.bring_back(held, count=3, by=clerk)
    with pytest.raises(Refused, match="where the rest"):
        actions.close(case, by=helper)

    case = actions.close(case, leftovers="转入救灾物资库", by=helper)

    assert (case.stage, case.leftovers) == (Stage.CLOSED, "转入救灾物资库")


def test_the_town_is_told_of_its_share_and_sees_the_campaign(
    campaign, town, clerk, helper, at_desk
):
    browser = at_desk(town, Role.TOWN_OFFICER)
    assert browser.get(campaign.get_absolute_url()).status_code == 404

    actions.set_share(campaign, town, visits=5, by=helper)

    assert Notice.objects.filter(recipient_id=clerk.appointment_id).count() == 1
    page = browser.get(campaign.get_absolute_url())
    assert campaign.name in page.text
    assert "Sources of money" not in page.text  # what lies above stays above


def test_names_and_addresses_are_covered_for_who_only_reads(target, running, file, at_desk, city):
    file.address = "周庄镇示例村9组"
    file.save()
    target.address = file.address
    target.save()
    browser = at_desk(city, Role.LEADER)

    for name, pk in (("targets", running.pk), ("door_list", running.pk), ("target", target.pk)):
        page = browser.get(reverse(name, args=[pk]))
        assert "甄**" in page.text
        assert "甄困难" not in page.text and "示例村9组" not in page.text


def test_the_officer_sees_where_to_go(target, running, at_desk, town):
    target.address = "周庄镇示例村9组"
    target.save()

    page = at_desk(town, Role.TOWN_OFFICER).get(reverse("door_list", args=[running.pk]))

    assert "甄困难" in page.text and "示例村9组" in page.text
    assert "13800000003" not in page.text


def test_a_visit_is_entered_on_the_phone_with_a_picture(
    target, running, quilts, town, helper, at_desk
):
    actions.allot(quilts, town, count=5, by=helper)
    browser = at_desk(town, Role.TOWN_OFFICER)
    address = reverse("target_visit", args=[target.pk])
    form = browser.get(address).context["form"]
    sent = {
        "client_id": str(form["client_id"].value()), "visited_on": TODAY.isoformat(),
        "team": "帮扶中心", "first_witness": "甲", "second_witness": "乙", "signed_by": "甄困难",
        f"goods_{quilts.pk}": 2,
    }  # fmt: skip

    for _turn in range(2):
        answer = browser.post(address, {**sent, "photos": [picture()]})
        assert answer.status_code == 302, answer.context["form"].errors

    visit = Visit.objects.get()
    photo = visit.photos.get()
    answer = browser.get(reverse("visit_photo", args=[photo.pk]))
    assert "attachment" in answer["Content-Disposition"]
    assert b"".join(answer) and answer.status_code == 200
    answer.close()


def test_households_are_picked_by_category(running, file, at_desk, town, helper):
    actions.set_share(running, town, visits=5, money_fen=500_000, by=helper)
    browser = at_desk(town, Role.TOWN_OFFICER)
    address = reverse("target_pick", args=[running.pk])
    assert "甄困难" in browser.get(address, {"category": "deep"}).text
    assert "甄困难" not in browser.get(address, {"category": "relative"}).text

    browser.post(address, {"file": [file.pk], "money_fen": "500"})

    assert running.targets.get().money_fen == 50_000


def test_the_figures_count_what_was_visited(running, quilts, town, target, clerk, helper, at_desk):
    actions.allot(quilts, town, count=5, by=helper)
    visited(target, {quilts.pk: 2}, clerk)

    page = at_desk(town.parent, Role.LEADER).get(reverse("warmth_figures"))

    assert page.context["figures"]["households"] == 1
    assert page.context["goods_value"] == 24_000
    assert at_desk(town.parent, Role.LEADER).get(running.get_absolute_url()).status_code == 200


def test_every_move_has_a_page(campaign, at_desk, city):
    browser = at_desk(city, Role.ASSISTANCE_OFFICER)

    for name in ("start", "cancel", "finish", "close"):
        assert browser.get(reverse("campaign_move", args=[campaign.pk, name])).status_code == 200
