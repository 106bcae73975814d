"""A rule told in sentences, for the page and the command line."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from niudai.rulebook.instruments import cited
from niudai.rulebook.rule import Confidence, Direction, Role, Roll, Rule, Status
from niudai.rulebook.wording import amount_words


def role_name(role: Role | None) -> str:
    return {
        None: "",
        Role.OWN: _("Our duty"),
        Role.PARTY: _("Party's right"),
        Role.WATCH: _("Watch"),
    }[role]


def status_name(status: Status) -> str:
    return {
        Status.DRAFT: _("Draft"),
        Status.ACTIVE: _("In force"),
        Status.RETIRED: _("Retired"),
        Status.CONFIG: _("Set locally"),
        Status.REFERENCE: _("For reference"),
        Status.SUPERSEDED: _("Replaced since"),
        Status.ILLUSTRATIVE: _("Example only"),
        Status.UNKNOWN: _("Not entered yet"),
    }[status]


def confidence_meaning(mark: Confidence) -> str:
    return {
        Confidence.V2: _("read in at least two public copies"),
        Confidence.V1: _("read in one full text or quotation"),
        Confidence.N: _("one notice or report only: practice, not law"),
        Confidence.M: _("from memory, not verified: a person must check it"),
        Confidence.P: _("our own proposal: no legal source claims it"),
    }[mark]


def jurisdiction_name(code: str) -> str:
    """Where a rule holds: the country, a province, a city, a county; else the code of the place."""
    return {
        "CN": _("the whole country"),
        "CN-11": _("Beijing"),
        "CN-31": _("Shanghai"),
        "CN-32": _("Jiangsu"),
        "CN-33": _("Zhejiang"),
        "CN-37": _("Shandong"),
        "CN-41": _("Henan"),
        "CN-50": _("Chongqing"),
        "CN-34": _("Anhui"),
        "CN-42": _("Hubei"),
        "CN-43": _("Hunan"),
        "CN-3301": _("Hangzhou"),
        "CN-3403": _("Bengbu"),
        "CN-3408": _("Anqing"),
        "CN-3702": _("Qingdao"),
        "CN-4101": _("Zhengzhou"),
        "CN-4407": _("Jiangmen"),
        "CN-6204": _("Baiyin"),
        "CN-320682": _("Rugao"),
        "CN-330782": _("Yiwu"),
        "CN-371083": _("Rushan"),
        "CN-3601": _("Nanchang"),
        "CN-320281": _("Jiangyin"),
        "CN-440304": _("Futian, Shenzhen"),
    }.get(code, code)


def subject_name(subject: str) -> str:
    return {
        "mediation": _("Negotiation and mediation"),
        "arbitration": _("Arbitration"),
        "court": _("Award, court, enforcement"),
        "wages": _("Wages and inspection"),
        "supervision": _("Union supervision"),
        "petitions": _("Petitions and hotline"),
        "legal_aid": _("Legal aid"),
        "bargaining": _("Collective bargaining"),
        "bargaining_elsewhere": _("Bargaining in other places"),
        "archive": _("Keeping of files"),
        "funds": _("Money"),
        "internal": _("Internal reminders"),
        "parameters": _("Amounts"),
        "counting": _("Counting"),
        "office": _("Office habits"),
        "register": _("Register of mediators"),
        "union": _("Unions and membership"),
        "hardship": _("Hardship: who is in hardship"),
        "hardship_file": _("Hardship: file and publicity"),
        "aid": _("Aid: how much at most"),
        "participation": _("Source participation"),
    }.get(subject, subject)


def result_name(result: str) -> str:
    """A result of `evaluate` for a reader; programs keep the plain word."""
    return {
        "accepted": _("meets the rule"),
        "rejected": _("does not meet the rule"),
        "collective": _("collective dispute"),
        "individual": _("individual dispute"),
        "final": _("final"),
        "not final": _("not final"),
        "mixed": _("final and not final"),
        "simple": _("simple handling"),
        "ordinary": _("ordinary handling"),
        "quorum": _("quorum reached"),
        "no quorum": _("no quorum"),
        "no vote": _("no vote possible"),
        "passed": _("passed"),
        "failed": _("not passed"),
        "approved": _("approved"),
        "not approved": _("not approved"),
        "lawful": _("lawful"),
        "unlawful": _("unlawful"),
        "signal": _("signal"),
        "no signal": _("no signal"),
        "committee": _("supervision committee"),
        "supervisor": _("supervisor"),
        "shall": _("shall be"),
        "may": _("may be"),
        "no rule": _("no rule applies"),
        "women's committee": _("women workers' committee"),
        "women's member": _("a women's member"),
        "members": _("members' meeting"),
        "delegates": _("delegates' meeting possible"),
        "removed": _("removed"),
        "not removed": _("not removed"),
        "refused": pgettext("result", "refused"),
        "merge": _("to be merged"),
        "single": _("one record"),
        "warning": _("a warning, override with proof"),
        "valid": _("valid"),
        "valid union code": _("valid code of a union"),
        "deep": _("deep hardship"),
        "relative": _("relative hardship"),
        "accidental": _("hardship by accident"),
        "dibao": _("household on minimum-living support"),
        "edge": _("household at the edge of minimum-living support"),
        "none": _("not in hardship by these rules"),
        "cannot decide": _("cannot decide: no rule in force"),
        "lifted": _("lifted out of hardship"),
        "relieved": _("relieved, with the safety net"),
        "stays": _("stays on file"),
        "within": _("within the cap"),
        "above": _("above the cap"),
        "consent": _("a guardian's consent is needed"),
        "no consent": _("no guardian's consent is needed"),
    }.get(result, result)


def period_words(rule: Rule) -> str:
    """15 days; 1 to 3 years; at least 5 working days before; or that the number is not known."""
    if rule.amount is None or rule.unit is None:
        return _("number not known") if rule.is_clock else ""
    words = amount_words(rule.amount, rule.unit)
    if rule.amount_min is not None:
        return _("%(least)s to %(most)s") % {"least": rule.amount_min, "most": words}
    match rule.direction:
        case Direction.AT_LEAST_BEFORE:
            return _("at least %(amount)s before") % {"amount": words}
        case Direction.WITHIN_BEFORE:
            return _("within %(amount)s before") % {"amount": words}
        case Direction.OPENS_BEFORE:
            return _("opens %(amount)s before") % {"amount": words}
        case Direction.FORWARDS:
            return words


def in_words(rule: Rule) -> list[str]:
    """What the rule says, one sentence a thought."""
    return [*what_it_counts(rule), *what_changes_it(rule), *what_follows(rule), *how_sure(rule)]


def what_it_counts(rule: Rule) -> Iterator[str]:
    if rule.is_clock:
        facts = {"event": rule.event, "period": period_words(rule)}
        if rule.amount is None:
            yield _("Runs from: %(event)s. The number is not known.") % facts
        elif rule.direction is Direction.FORWARDS:
            yield (_("%(period)s, counted from: %(event)s. The first day does not count.") % facts)
        else:
            yield _("%(period)s: %(event)s. Counted back from that day.") % facts
        yield roll_words(rule)
    if rule.note:
        yield _("%(note)s.") % {"note": rule.note}


def roll_words(rule: Rule) -> str:
    if rule.direction is not Direction.FORWARDS:
        return _("A period before an event is never moved to a later day.")
    return {
        Roll.NONE: _("The last day is not moved, even on a day off."),
        Roll.REST_DAYS: _("If the last day is a day off, the next working day counts."),
        Roll.STATUTORY_ONLY: _("If the last day is a statutory holiday, the next day counts."),
    }[rule.roll]


def what_changes_it(rule: Rule) -> Iterator[str]:
    extension = rule.extension
    if extension is None:
        if rule.is_clock:
            yield _("It cannot be extended.")
    elif extension.most is None:
        yield _("It may be extended to a day agreed: %(by)s.") % {"by": extension.by}
    else:
        yield _("It may be extended by at most %(most)s: %(by)s.") % {
            "most": amount_words(extension.most, extension.unit),
            "by": extension.by,
        }
    if rule.pause:
        yield _("It may stand still: %(basis)s.") % {"basis": cited(rule.pause)}
    if rule.restart:
        yield _("It may begin anew: %(basis)s.") % {"basis": cited(rule.restart)}


def what_follows(rule: Rule) -> Iterator[str]:
    if rule.consequence:
        yield _("Then: %(consequence)s.") % {"consequence": rule.consequence}
    if rule.effect_of_silence:
        yield _("Silence means: %(effect)s.") % {"effect": rule.effect_of_silence}


def how_sure(rule: Rule) -> Iterator[str]:
    yield _("Confidence %(mark)s: %(meaning)s.") % {
        "mark": rule.confidence.value,
        "meaning": confidence_meaning(rule.confidence),
    }
    if not rule.decides:
        yield _("It may remind; it decides nothing.")
