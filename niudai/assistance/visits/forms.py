"""What two people ask and see at the door: 一访二看三核四评 (domain 1.3)."""

import json
import uuid
from base64 import b64decode
from binascii import Error
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from niudai.assistance.hardship.forms.choices import of
from niudai.kernel.forms import LongField, PastDayField, Styled
from niudai.kernel.refused import Refused

PICTURE = "data:image/png;base64,"
ON_PAPER = "on paper"  # what stands for a signature that is not a drawing
LARGEST_SIGNATURE = 60_000  # characters: a drawing of a finger has about ten thousand
SEEN = (
    ("seen", _("Seen on paper")),
    ("told", _("Only told")),
    ("differs", _("Differs from the form")),
    ("none", _("Does not apply")),
)


def seen(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=SEEN, widget=forms.RadioSelect)


def remark(label: Any = "") -> LongField:
    return LongField(label=label or _("Remark"), rows=2, max_length=1000, required=False)


class SignatureField(forms.CharField):
    """A signature drawn on the glass, as a small picture; empty where it was signed on paper."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> str:
        picture = str(super().clean(value) or "")
        if picture and not is_picture(picture):
            raise forms.ValidationError(gettext("The signature is not a picture: draw it anew."))
        return picture


def is_picture(text: str) -> bool:
    if not text.startswith(PICTURE) or len(text) > LARGEST_SIGNATURE:
        return False
    try:
        content = b64decode(text.removeprefix(PICTURE), validate=True)
    except (Error, ValueError):
        return False
    return content.startswith(b"\x89PNG\r\n\x1a\n")


class SurveyForm(Styled):
    """One visit. The phone keeps the same fields as they were typed and sends them later."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    offline = forms.BooleanField(widget=forms.HiddenInput, required=False)

    visited_on = PastDayField(label=_("Visited on"))
    first_surveyor = forms.CharField(label=_("First surveyor"), max_length=50)
    second_surveyor = forms.CharField(label=_("Second surveyor"), max_length=50)

    spoken_with = forms.CharField(label=_("Whom did you speak with?"), max_length=100)
    present = forms.ChoiceField(
        label=_("Who lives there?"),
        widget=forms.RadioSelect,
        choices=[("as_declared", _("As the form says")), ("differs", _("Others, or fewer"))],
    )
    present_remark = remark()

    housing = forms.ChoiceField(label=_("Dwelling"), choices=of("housing"))
    floor_area = forms.ChoiceField(label=_("Floor area"), choices=of("floor_area"))
    state = forms.ChoiceField(
        label=_("How does it look?"),
        widget=forms.RadioSelect,
        choices=[
            ("poor", _("Poor, in need of repair")), ("simple", _("Simple and sound")),
            ("good", _("Well furnished")),
        ],
    )  # fmt: skip
    appliances = forms.MultipleChoiceField(
        label=_("What stands there?"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[
            ("fridge", _("Refrigerator")), ("washing", _("Washing machine")),
            ("television", _("Television")), ("air", _("Air conditioner")),
            ("computer", _("Computer")), ("car", _("Car")),
        ],
    )  # fmt: skip
    home_remark = remark()

    illness = seen(_("Illness, disability"))
    school = seen(_("Schooling"))
    work = seen(_("Work"))
    income = seen(_("Income"))
    check_remark = remark(_("What was seen, what differs"))

    neighbours = LongField(
        label=_("What do neighbours or workmates say?"), rows=3, max_length=1000, required=False
    )
    result = forms.ChoiceField(
        label=_("What do the two of you find?"),
        widget=forms.RadioSelect,
        choices=[
            ("fits", _("It is as the form says")), ("in_part", _("In part: see the remarks")),
            ("not", _("It is not as the form says")),
        ],
    )  # fmt: skip
    conclusion = LongField(label=_("Conclusion"), rows=3, max_length=1000)

    first_signature = SignatureField(required=False)
    second_signature = SignatureField(required=False)
    on_paper = forms.BooleanField(label=_("Both signed on paper"), required=False)

    OF_THE_VISIT = (
        "client_id", "offline", "visited_on", "first_surveyor", "second_surveyor",
        "first_signature", "second_signature", "conclusion",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        names = [" ".join(given.get(f"{who}_surveyor", "").split()) for who in ("first", "second")]
        if names[0] and names[0] == names[1]:
            self.add_error("second_surveyor", gettext("Two different people visit."))
        drawn = given.get("first_signature") and given.get("second_signature")
        if not drawn and not given.get("on_paper"):
            self.add_error(
                "on_paper", gettext("Both sign here, or tick that both signed on paper.")
            )
        return given

    def arguments(self) -> dict[str, Any]:
        """As the action wants it: what was asked and seen goes into the findings."""
        given = dict(self.cleaned_data)
        visit = {name: given.pop(name) for name in self.OF_THE_VISIT}
        visit["client_id"] = visit["client_id"] or uuid.uuid4()
        for signature in ("first_signature", "second_signature"):
            visit[signature] = visit[signature] or ON_PAPER
        found = {name: value for name, value in given.items() if value}
        return {**visit, "findings": json.dumps(found, ensure_ascii=False)}

    @property
    def parts(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields under the four headings of the visit."""
        return [(title, [self[name] for name in names]) for title, names in PARTS]

    @property
    def signatures(self) -> list[tuple[Any, forms.BoundField]]:
        return [
            (self.fields[f"{who}_surveyor"].label, self[f"{who}_signature"])
            for who in ("first", "second")
        ]

    def refusal(self) -> Refused:
        """Everything that is wrong, in one sentence with the names of the fields."""
        said = [
            f"{self.fields[name].label}: {' '.join(str(each) for each in errors)}"
            if name in self.fields
            else " ".join(str(each) for each in errors)
            for name, errors in self.errors.items()
        ]
        return Refused(" ".join(said))


PARTS = (
    (_("The visit"), ("visited_on", "first_surveyor", "second_surveyor")),
    (_("1 Visit: who is there"), ("spoken_with", "present", "present_remark")),
    (
        _("2 Look: the dwelling"),
        ("housing", "floor_area", "state", "appliances", "home_remark"),
    ),
    (_("3 Check: against the form"), ("illness", "school", "work", "income", "check_remark")),
    (_("4 Appraise"), ("neighbours", "result", "conclusion")),
)
