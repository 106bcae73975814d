"""A need as a table: noted, offered, taken on, given, the donor told."""

from django.utils.translation import gettext_lazy

from niudai.access.permissions import Permission
from niudai.assistance.giving import guards as g
from niudai.assistance.giving.models import Stage
from niudai.casework.procedure import Move

L = gettext_lazy
EDIT = Permission.GIVING_EDIT

OFFER = Move(
    "offer", L("Offer it to donors"), frozenset({Stage.NOTED}), Stage.OPEN, EDIT,
    (g.missing_consent, g.telling_words, g.missing_assessment),
    L("In the masked words alone."), "PIPL §25", onward=True,
)  # fmt: skip
RESERVE = Move(
    "reserve", L("A donor takes it on"), frozenset({Stage.OPEN}), Stage.RESERVED, EDIT, (),
    L("Nobody else can while it stands."), onward=True,
)  # fmt: skip
RELEASE = Move(
    "release", L("Let go again"), frozenset({Stage.RESERVED}), Stage.OPEN, EDIT,
    (g.missing_match,), L("The donor steps back, with the reason."),
)  # fmt: skip
GIVE = Move(
    "give", L("Enter what was given"), frozenset({Stage.RESERVED}), Stage.GIVEN, EDIT,
    (g.missing_match,), L("Amount or goods, on the day."), onward=True,
)  # fmt: skip
PAY_BACK = Move(
    "pay_back", L("The money came back"), frozenset({Stage.GIVEN, Stage.TOLD}), Stage.RESERVED,
    EDIT, (), L("The donor still takes it on."),
)  # fmt: skip
TELL = Move(
    "tell", L("Tell the donor"), frozenset({Stage.GIVEN}), Stage.TOLD, EDIT, (g.missing_gift,),
    L("A letter of thanks with the use of the money; nothing of the family."), onward=True,
)  # fmt: skip
TAKE_BACK = Move(
    "take_back", L("Withdraw the need"), frozenset({Stage.NOTED, Stage.OPEN}), Stage.WITHDRAWN,
    EDIT, (), L("The family no longer wants it, or help came from elsewhere."),
)  # fmt: skip

NEED_MOVES = (OFFER, RESERVE, RELEASE, GIVE, PAY_BACK, TELL, TAKE_BACK)
