"""Collective disputes: how many workers, how many representatives, which tribunal."""

from django.utils.translation import gettext as _

from niudai.kernel.refused import Refused
from niudai.rulebook.evaluation.facts import Fact
from niudai.rulebook.evaluation.question import Evaluator, Outcome, Question

ACCEPTED, REJECTED = "accepted", "rejected"


def collective_threshold(question: Question) -> Outcome:
    """Ten or more different workers with a common claim; a collective contract needs no ten."""
    least = question.number("workers")
    workers = count_of_workers(question)
    if question["collective_contract"]:
        return Outcome(
            "collective",
            True,
            [_("The dispute is about performing a collective contract: it is collective.")],
        )
    if workers < least:
        return Outcome(
            "individual",
            False,
            [
                _("%(workers)s workers are fewer than %(least)s: an individual dispute.")
                % {"workers": workers, "least": least}
            ],
        )
    if question["common_claim"] is None:
        raise Refused(_("Say whether the workers have a common claim: “common_claim”."))
    facts = {"workers": workers, "least": least}
    if not question["common_claim"]:
        return Outcome(
            "individual",
            False,
            [_("%(workers)s workers, but no common claim: individual disputes.") % facts],
        )
    return Outcome(
        "collective",
        True,
        [
            _("%(workers)s workers with a common claim, at least %(least)s: collective.") % facts,
            _("Representatives are chosen (COL-REPS-ARB) and the case has priority."),
        ],
    )


def count_of_workers(question: Question) -> int:
    people, workers = question["people"], question["workers"]
    if people is None and workers is None:
        raise Refused(_("Say how many workers: “workers”, or name them in “people”."))
    if people is not None and workers is not None and len(people) != workers:
        raise Refused(
            _("“people” names %(named)s different workers, “workers” says %(workers)s.")
            % {"named": len(people), "workers": workers}
        )
    return workers if people is None else len(people)


def representatives(question: Question) -> Outcome:
    """Within the span the law allows, and no more than there are workers."""
    least, most = question.number("least"), question.number("most")
    count, workers = question["representatives"], question["workers"]
    facts = {"count": count, "least": least, "most": most, "workers": workers}
    many = question.rule.parameters.get("workers")
    if workers is not None and many and workers < many:
        return Outcome(
            REJECTED,
            False,
            [
                _("%(workers)s parties are fewer than %(many)s: they sue without representatives.")
                % {"workers": workers, "many": many}
            ],
        )
    if workers is not None and count > workers:
        raise Refused(_("%(count)s representatives for %(workers)s workers is impossible.") % facts)
    if count < least:
        said = _("%(count)s representatives are too few: %(least)s to %(most)s are needed.")
        return Outcome(REJECTED, False, [said % facts])
    if count > most:
        said = _("%(count)s representatives are too many: %(least)s to %(most)s are allowed.")
        return Outcome(REJECTED, False, [said % facts])
    said = _("%(count)s representatives lie within %(least)s to %(most)s.")
    return Outcome(ACCEPTED, True, [said % facts])


def tribunal(question: Question) -> Outcome:
    """A collective case is heard by three; a collective contract on the three-party principle."""
    needed, count = question.number("arbitrators"), question["arbitrators"]
    facts = {"needed": needed, "count": count}
    sentences = [_("A collective case is heard by %(needed)s arbitrators; here %(count)s.") % facts]
    if question["collective_contract"]:
        sentences.append(_("About a collective contract: formed on the three-party principle."))
    holds = count == needed
    return Outcome(ACCEPTED if holds else REJECTED, holds, sentences)


CONTRACT = Fact(
    "collective_contract",
    "yes_no",
    "是否因履行集体合同发生",
    "whether it is about performing a collective contract",
    required=False,
)

EVALUATORS = {
    "collective_threshold": Evaluator(
        (
            Fact("workers", "count", "劳动者人数", "number of workers", required=False),
            Fact(
                "people",
                "people",
                "劳动者名单，同一人只计一次（代替人数）",
                "the workers by name or number, each counted once (instead of the number)",
                required=False,
            ),
            Fact(
                "common_claim",
                "yes_no",
                "是否有共同请求",
                "whether they have a common claim",
                required=False,
            ),
            CONTRACT,
        ),
        collective_threshold,
    ),
    "representatives": Evaluator(
        (
            Fact("representatives", "count", "代表人数", "number of representatives"),
            Fact("workers", "count", "劳动者人数", "number of workers", required=False),
        ),
        representatives,
    ),
    "tribunal": Evaluator(
        (Fact("arbitrators", "count", "仲裁员人数", "number of arbitrators"), CONTRACT),
        tribunal,
    ),
}
