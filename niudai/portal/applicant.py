"""What an applicant answered so far, as facts: which union it goes to, and what it is told."""

from functools import cached_property

from django.utils import timezone

from niudai.membership.actions import joining as actions
from niudai.membership.applicant_access import applicant_at
from niudai.membership.models import Joining
from niudai.organisations.models import Employer, Organisation
from niudai.organisations.public import answering_for, union_of_trade
from niudai.portal.answers import Answers
from niudai.rulebook.codes import codes

NEW_FORMS = "新就业形态"  # stands in the names of unions that take all of these trades


class Applicant(Answers):
    """A reading of one draft. Nothing is looked up about the person: only about places."""

    @property
    def how(self) -> str:
        """Works for an `employer`, for a `platform`, or `between` two jobs."""
        return str(self.get("how", "how", ""))

    @cached_property
    def employer(self) -> Employer | None:
        return super().employer if self.how == "employer" else None

    @property
    def employer_name(self) -> str:
        return super().employer_name if self.how == "employer" else ""

    @property
    def trade(self) -> str:
        return str(self.get("trade", "trade", "")) if self.how == "platform" else ""

    @cached_property
    def organisation(self) -> Organisation | None:
        """The unit's own union, that of the trade, or the one of the village or town."""
        if self.trade:
            return union_of_trade(self.place, trade_words(self.trade))
        if self.employer is None:
            return answering_for(self.place)
        union = self.employer.organisation
        if union.status == Organisation.Status.DISSOLVED:
            return answering_for(self.employer.division_id)
        return union


def trade_words(trade: str) -> list[str]:
    """How an industry union of this trade is called: “外卖配送”, then the word for all of them."""
    names = [code.name_zh for code in codes("trade", on=timezone.localdate()) if code.id == trade]
    return [*(name[:-1] for name in names if len(name) > 2), NEW_FORMS]


def apply(answers: Applicant, organisation: Organisation) -> Joining:
    """Hand the answers to the action of the memberships, and keep the consent."""
    you, before = answers.given["you"], answers.given["before"]
    by = applicant_at(organisation)
    joining = actions.apply(
        organisation=organisation,
        name=you["name"],
        number=you["number"],
        phone=you["phone"],
        unit_said=answers.employer_name,
        department=str(answers.get("post", "department", "")),
        position=str(answers.get("post", "position", "")),
        trade=answers.trade,
        migrant=bool(you["is_migrant"]),
        is_member=before["is_member"] == "yes",
        comes_from=before["comes_from"] if before["is_member"] == "yes" else "",
        by=by,
    )
    actions.consent_to_processing(joining, by=by)
    return joining
