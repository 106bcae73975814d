"""The six doors: what a worker comes for, and what the union does there."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Door:
    """One thing a worker comes for, and what the union does there."""

    slug: str
    seal: str
    name: str | Promise
    about: str | Promise
    text: str | Promise = ""
    bring: str | Promise = ""


DOORS = (
    Door(
        "help", "助", _("I need help"), _("Illness, accident, hardship"),
        _(
            "The union helps workers and their families in hardship: relief in an emergency, "
            "help over a longer time, school fees, medical costs, a way back into work."
        ),
        _(
            "Bring your identity card, proof of income, and what shows the hardship: bills, "
            "diagnoses, certificates."
        ),
    ),
    Door("rights", "权", _("My rights"), _("Wages, injury, dismissal")),
    Door(
        "proposal", "策", _("Proposals"), _("Ideas for my unit"),
        _(
            "The union collects proposals that make work better, safer or cheaper, hands them"
            " to those who can decide, and honours the good ones."
        ),
        _(
            "Hand your proposal to the union of your unit; where there is none, to the "
            "service site of your town."
        ),
    ),
    Door(
        "contest", "赛", _("Contests"), _("Skills contests, labour competitions"),
        _(
            "The union holds skills contests and labour competitions by trade, and honours "
            "those who do best."
        ),
        _("Enter through the union of your unit or at the service site of your town."),
    ),
    Door(
        "work", "岗", _("Find work"), _("Posts, fairs, training"),
        _(
            "The union holds job fairs with town and city, passes on open posts, and helps "
            "with training."
        ),
        _("Bring your identity card, and certificates if you have any."),
    ),
    Door(
        "join", "会", _("Join the union"), _("Become a member, transfer"),
        _(
            "Whoever lives mainly on pay may join, riders, drivers and seasonal workers too. "
            "Membership moves with you when you change your employer."
        ),
        _(
            "Join through the union of your unit; where there is none, at the service site of"
            " your town or village."
        ),
    ),
)  # fmt: skip
