"""What the form says: the work, who lives there, the money, what was declared (domain 1.7).

The log names the fields that changed and never what stands in them: illness, children, cards.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.assistance.hardship.actions.writing import stated, written_on
from niudai.assistance.hardship.guards.form import refuse_if, wrong_causes
from niudai.assistance.hardship.models import SELF, HardshipFile, Member, MoneyLine, Stage
from niudai.audit.log import record
from niudai.casework.moves import show
from niudai.kernel.identifiers import wrong_identity_number, wrong_phone
from niudai.kernel.refused import Refused
from niudai.membership.identity import identity
from niudai.organisations.changes import put
from niudai.rulebook.codes import read_codes
from niudai.rulebook.evaluation import EVALUATORS

WORK = (
    "employer", "employer_said", "unit_kind", "unit_condition", "industry", "work_since",
    "is_member", "waiver", "migrant", "contract_signed_on", "contract_band",
)  # fmt: skip
HOME = (
    "residence", "registered_at", "address", "postcode", "other_contact", "housing", "floor_area",
    "single_parent", "zero_employment", "self_help",
)  # fmt: skip
CAUSE = ("cause", "other_causes", "story", "group")
BANK = ("bank", "card", "card_name")
CORRECTED = (*WORK, *HOME, *CAUSE, *BANK)
OF_A_MEMBER = (
    "relation", "name", "number", "sex", "born_on", "phone", "nation", "politics", "marriage",
    "registration", "insurance", "model_worker", "status", "monthly_fen", "able_unemployed",
    "health", "disability", "illness", "unit", "education", "entry_year", "years", "remark",
    "since",
)  # fmt: skip
TABLES = {
    "unit_kind": "unit_kind_form", "industry": "industry_form", "contract_band": "contract_band",
    "housing": "housing", "floor_area": "floor_area", "cause": "hardship_cause",
    "group": "hardship_group", "relation": "relation", "marriage": "marriage",
    "registration": "registration", "insurance": "medical_insurance", "status": "work_status",
    "nation": "nation", "politics": "politics", "health": "health_form",
    "disability": "disability", "education": "education",
}  # fmt: skip
DECLARED = frozenset(
    fact.name for fact in EVALUATORS["hardship_category"].facts if not fact.required
) - {"rigid", "able_unemployed", "minimum_wage", "disposable_line", "dibao", "residence",
     "use", "leave_out"} | {"no_income"}  # fmt: skip


@transaction.atomic
def correct(file: HardshipFile, *, by: Actor, **facts: Any) -> HardshipFile:
    """Enter or correct what the form says beside the household; only fields that are given."""
    file = written_on(file, by=by)
    changed = put(file, **{name: facts[name] for name in CORRECTED if name in facts})
    refuse_unknown_codes(file, CORRECTED)
    refuse_unknown("hardship_cause", file.other_causes)
    refuse_if(wrong_causes(file))
    if changed:
        file.save()
        show(file)
        record("hardship.correct", file, by=by, fields=sorted(changed))
    return file


@transaction.atomic
def add_member(file: HardshipFile, *, by: Actor, **facts: Any) -> Member:
    """Put somebody of the household on the form."""
    file = written_on(file, by=by)
    member = Member(file=file)
    fill(member, facts)
    if member.relation == SELF:
        raise Refused(_("The worker stands on the form already: choose what the other is to them."))
    refuse_twice(file, member)
    member.save()
    record("hardship.add_member", file, by=by, relation=member.relation)
    return member


@transaction.atomic
def correct_member(member: Member, *, by: Actor, **facts: Any) -> Member:
    file = written_on(member.file, by=by)
    member = Member.objects.select_for_update().get(pk=member.pk)
    was_worker = member.relation == SELF
    changed = fill(member, facts)
    if was_worker != (member.relation == SELF):
        raise Refused(_("Whose file it is does not change."))
    refuse_twice(file, member)
    if not changed:
        return member
    member.save()
    if was_worker and file.name != member.name:
        file.name = member.name
        file.save(update_fields=["name"])
        show(file)
    record("hardship.correct_member", file, by=by, relation=member.relation, fields=sorted(changed))
    return member


@transaction.atomic
def remove_member(member: Member, *, by: Actor) -> HardshipFile:
    """Take somebody off: before the application was handed in altogether, later as moved out."""
    file = written_on(member.file, by=by)
    if member.relation == SELF:
        raise Refused(_("The worker cannot leave the file: it is theirs."))
    record("hardship.remove_member", file, by=by, relation=member.relation)
    if file.stage in {Stage.DRAFT, Stage.RETURNED}:
        member.delete()
    else:
        member.until = timezone.localdate()
        member.save(update_fields=["until"])
    return file


@transaction.atomic
def add_money(
    file: HardshipFile, *, side: str, item: str, amount_fen: int, back_fen: int = 0,
    member: Member | None = None, proof: str = "", by: Actor,
) -> MoneyLine:  # fmt: skip
    """Enter one item of a year's income or rigid expenditure."""
    file = written_on(file, by=by)
    if side not in MoneyLine.Side.values:
        raise Refused(_("Choose income or rigid expenditure."))
    refuse_unknown(f"{side}_item", [item])
    if side == MoneyLine.Side.INCOME and back_fen:
        raise Refused(_("Income is not reimbursed: leave “reimbursed” to the expenditure."))
    if amount_fen < 0 or back_fen > amount_fen:
        raise Refused(_("No more can come back than was paid."))
    if member and member.file_id != file.pk:
        raise Refused(_("Choose somebody of this household."))
    line = MoneyLine.objects.create(
        file=file, member=member, side=side, item=item, amount_fen=amount_fen, back_fen=back_fen,
        proof=proof.strip(),
    )  # fmt: skip
    record("hardship.add_money", file, by=by, side=side, amount_fen=amount_fen,
           back_fen=back_fen)  # fmt: skip
    return line


@transaction.atomic
def remove_money(line: MoneyLine, *, by: Actor) -> HardshipFile:
    file = written_on(line.file, by=by)
    record("hardship.remove_money", file, by=by, side=line.side,
           amount_fen=line.amount_fen, back_fen=line.back_fen)  # fmt: skip
    line.delete()
    return file


@transaction.atomic
def declare(file: HardshipFile, *, by: Actor, **facts: Any) -> HardshipFile:
    """Enter what the worker declares of assets, events and exclusions: facts of the rulebook."""
    file = written_on(file, by=by)
    if unknown := sorted(set(facts) - DECLARED):
        raise Refused(_("“%(fact)s” is no fact of the form.") % {"fact": ", ".join(unknown)})
    declared = {**file.declared, **facts}
    file.declared = {name: value for name, value in declared.items() if value is not None}
    file.save(update_fields=["declared"])
    record("hardship.declare", file, by=by, facts=sorted(facts))
    return file


def fill(member: Member, facts: dict[str, Any]) -> dict[str, Any]:
    """Set the facts; birthday and sex come from the number where it is given."""
    given = {name: facts[name] for name in OF_A_MEMBER if name in facts}
    if number := "".join(str(given.get("number") or "").split()).upper():
        refuse_if(wrong_identity_number(number))
        known = identity(number)
        given |= {"number": number, "born_on": known.born_on, "sex": known.sex}
    changed = put(member, **given)
    member.name = stated(member.name, _("A person needs a name."))
    if member.phone:
        refuse_if(wrong_phone(member.phone))
    if member.monthly_fen < 0:
        raise Refused(_("An income is not negative."))
    refuse_unknown_codes(member, OF_A_MEMBER)
    return changed


def refuse_twice(file: HardshipFile, member: Member) -> None:
    """One number, one person of the household."""
    if not member.number:
        return
    others = file.members.filter(until=None).exclude(pk=member.pk)
    if any(other.number == member.number for other in others):
        raise Refused(_("Somebody of the household has this identity number already."))


def refuse_unknown_codes(row: Any, names: Iterable[str]) -> None:
    for name in names:
        if name in TABLES and (value := getattr(row, name)):
            refuse_unknown(TABLES[name], [value])


def refuse_unknown(table: str, values: Iterable[str]) -> None:
    known = {code.id for code in read_codes(table)}
    for value in values:
        if value not in known:
            raise Refused(_("“%(value)s” is not in the list.") % {"value": value})
