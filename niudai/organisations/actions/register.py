"""What the register of unions says of one: form, term, approval, legal person."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.kernel.identifiers import wrong_credit_code
from niudai.kernel.refused import Refused
from niudai.organisations.actions.units import refuse_dissolved
from niudai.organisations.changes import put
from niudai.organisations.models import Organisation

FACTS = frozenset({
    "founded_on", "form", "unit_category", "approval_document", "term_from", "term_until",
    "credit_code", "credit_code_proof", "certified_on", "certified_until",
})  # fmt: skip
OF_A_UNION = ("81", "89")  # how a union's credit code begins (GB 32100)


@transaction.atomic
def enter_facts(
    union: Organisation,
    *,
    by: Actor,
    right: Permission = Permission.ORGANISATION_EDIT,
    **facts: Any,
) -> Organisation:
    """Write facts of the register; those not named stay. What was there before is in the log.

    A credit code that fails the check needs a word on the paper that shows it (domain 8.4).
    """
    if strange := facts.keys() - FACTS:
        raise TypeError(f"no fact of the register: {', '.join(sorted(strange))}")
    union = Organisation.objects.select_for_update().get(pk=union.pk)
    by.must(right, at=union.path)
    refuse_dissolved(union)
    if "credit_code" in facts:
        facts["credit_code"] = "".join(str(facts["credit_code"]).split()).upper()
    changed = put(union, **facts)
    if {"term_from", "term_until"} & changed.keys():
        refuse_wrong_term(union)
    if {"credit_code", "credit_code_proof"} & changed.keys():
        refuse_wrong_code(union)  # a wrong code on record hinders nothing else
    if changed:
        union.save(update_fields=sorted(facts))
        record("organisations.enter_facts", union, by=by, **changed)
    return union


def refuse_wrong_term(union: Organisation) -> None:
    if union.term_until and not union.term_from:
        raise Refused(_("Say when the term began."))
    if union.term_until and union.term_from and union.term_until < union.term_from:
        raise Refused(
            _("The term ends on %(until)s, before it begins on %(since)s.")
            % {"until": union.term_until, "since": union.term_from}
        )


def refuse_wrong_code(union: Organisation) -> None:
    code = union.credit_code
    if not code:
        return
    if not union.credit_code_proof and (wrong := wrong_credit_code(code)):
        raise Refused(
            _("%(wrong)s If the paper really shows this code, write which paper you saw.")
            % {"wrong": wrong}
        )
    if not union.credit_code_proof and not code.startswith(OF_A_UNION):
        raise Refused(_("The code of a union begins with 81 or 89. Write which paper you saw."))
    if Organisation.objects.filter(credit_code=code).exclude(pk=union.pk).exists():
        raise Refused(_("The credit code %(code)s is already on record.") % {"code": code})
