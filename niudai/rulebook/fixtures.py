"""Sets of invented rows for worked examples: `niudai evaluate … --fixture Z`."""

from functools import cache

from django.utils.translation import gettext as _

from niudai.kernel.refused import Refused
from niudai.rulebook.instruments import DATA
from niudai.rulebook.reading import read_rules, rules_of
from niudai.rulebook.rule import Kind, Rule
from niudai.rulebook.rules import Rulebook

FOLDER = DATA / "fixtures"
PLACE = "CN"  # where an example lies when no place is named


def fixtures() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@cache
def fixture(name: str) -> Rulebook:
    """The program's own rows with those of the example laid over them.

    An amount of the example stands everywhere; a test of it gives way to the nearer row of the
    place that was asked about. What a county entered itself plays no part.
    """
    known = {each.upper(): each for each in fixtures()}
    found = known.get(name.strip().upper())
    if found is None:
        raise Refused(
            _("There is no fixture “%(name)s”. There is: %(known)s.")
            % {"name": name, "known": ", ".join(known.values())}
        )
    laid = rules_of(FOLDER / f"{found}.toml")
    kept = [rule for rule in read_rules() if not any(covered(rule, own) for own in laid)]
    return Rulebook([*kept, *laid])


def covered(rule: Rule, own: Rule) -> bool:
    """Whether the example speaks in place of this row."""
    if rule.id != own.id:
        return False
    if own.kind is Kind.PARAMETER:
        return True
    in_its_time = rule.valid_from <= own.valid_to and own.valid_from <= rule.valid_to
    return rule.jurisdiction == own.jurisdiction and in_its_time
