"""What an entry says to people: one sentence for each act the house records."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from niudai.audit.models import Entry

SENTENCES: dict[str, Promise] = {
    "audit.shred": _("Personal data in the log were erased"),
    "casework.attach": _("A file was added"),
    "casework.deadline_missed": _("A period ended unused"),
    "casework.deadline_recounted": _("A period was reckoned again"),
    "casework.extend": _("A period was extended"),
    "casework.note": _("A note"),
    "disputes.accept": _("Accepted"),
    "disputes.add_claim": _("A claim was added"),
    "disputes.add_party": _("An applicant was added"),
    "disputes.agree": _("The agreement is in force"),
    "disputes.answer_meeting": _("A side answered the proposed meeting"),
    "disputes.apply": _("Application received"),
    "disputes.archive": _("Archived"),
    "disputes.ask_confirmation": _("Judicial confirmation applied for"),
    "disputes.ask_payment_order": _("Payment order applied for"),
    "disputes.ask_review": _("Arbitration review applied for"),
    "disputes.assign": _("A mediator was assigned"),
    "disputes.close": _("Closed"),
    "disputes.confirmation_accepted": _("The court took the request for confirmation"),
    "disputes.consent": _("A side answered whether it wants mediation"),
    "disputes.correct": _("Facts were corrected"),
    "disputes.decline": _("Not accepted: outside the scope"),
    "disputes.default": _("Not performed by the agreed day"),
    "disputes.draft_agreement": _("The agreement was written"),
    "disputes.extend": _("Both sides extended the mediation"),
    "disputes.fail": _("Mediation failed"),
    "disputes.give_back": _("Returned to the sender unaccepted"),
    "disputes.grant_confirmation": _("Judicial confirmation granted"),
    "disputes.grant_review": _("Mediation award granted"),
    "disputes.hold": _("The person responsible changed"),
    "disputes.meet": _("A meeting was held"),
    "disputes.payment_order_accepted": _("The court accepted the payment order request"),
    "disputes.payment_order_objected": _("The debtor objected to the payment order"),
    "disputes.payment_order_refused": _("The payment order was refused"),
    "disputes.payment_order_served": _("The payment order was served"),
    "disputes.perform": _("Everything promised was performed"),
    "disputes.perform_item": _("A promise was performed"),
    "disputes.plan": _("A meeting was proposed"),
    "disputes.reassign": _("The mediator changed"),
    "disputes.refer": _("Referred to arbitration or court"),
    "disputes.referral_consent": _("The worker agreed to the referral"),
    "disputes.refuse": _("Not accepted: a side refuses mediation"),
    "disputes.refuse_confirmation": _("Judicial confirmation refused"),
    "disputes.refuse_review": _("Arbitration review refused"),
    "disputes.remove_claim": _("A claim was removed"),
    "disputes.scope": _("The scope was decided"),
    "disputes.send": _("Sent to another body"),
    "disputes.take": _("Taken over"),
    "disputes.time_out": _("The mediation period ran out"),
    "disputes.withdraw": _("Withdrawn"),
    "personal.reveal": _("A covered number was shown"),
}


def sentence(entry: Entry) -> str:
    """The act in words; an act without words is shown by its name."""
    return str(SENTENCES.get(entry.action, entry.action))
