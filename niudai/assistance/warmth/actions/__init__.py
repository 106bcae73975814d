"""Every write of warmth campaigns, as functions with a person in them."""

from niudai.assistance.warmth.actions.campaigns import (
    cancel,
    close,
    finish,
    name_source,
    plan,
    resume,
    set_share,
    start,
)
from niudai.assistance.warmth.actions.goods import (
    allot,
    bring_back,
    receive_goods,
    void_delivery,
)
from niudai.assistance.warmth.actions.money import commit_delivery, commit_money, taken_of
from niudai.assistance.warmth.actions.targets import (
    add_person,
    add_site,
    drop,
    pick_households,
)
from niudai.assistance.warmth.actions.visits import add_photo, visit, void

__all__ = [
    "add_person",
    "add_photo",
    "add_site",
    "allot",
    "bring_back",
    "cancel",
    "close",
    "commit_delivery",
    "commit_money",
    "drop",
    "finish",
    "name_source",
    "pick_households",
    "plan",
    "receive_goods",
    "resume",
    "set_share",
    "start",
    "taken_of",
    "visit",
    "void",
    "void_delivery",
]
