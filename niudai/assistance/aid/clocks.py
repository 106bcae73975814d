"""Which moves of an application for aid start and stop which rule (machine 10.2).

No number of days was found anywhere: each clock waits until the county has entered its own.
"""

from niudai.casework.clock import Clock

SENT_BACK = frozenset({"return_to_applicant", "send_back", "refuse", "withdraw"})
DECIDED = SENT_BACK | {"approve"}
ASKED = frozenset({"submit"})

AID_CLOCKS = (
    Clock("AID-GENERAL", ASKED, DECIDED, if_true="is_general", if_known=True),
    Clock("AID-SERIOUS", ASKED, DECIDED, if_true="is_serious", if_known=True),
    Clock("AID-SUDDEN", ASKED, DECIDED, if_true="is_sudden", if_known=True),
    Clock("AID-OPINION", ASKED, SENT_BACK | {"give_opinion"}, if_known=True),
    Clock(
        rule="AID-PUBLICITY",
        started_by=frozenset({"publish"}),
        stopped_by=SENT_BACK | {"end_publicity"},
        if_known=True,
    ),
    Clock(
        rule="AID-URGENT-PAPERS",
        started_by=frozenset({"pay", "give"}),
        stopped_by=frozenset({"complete_papers", "pay_back", "recover"}),
        if_true="lacks_papers",
        if_known=True,
    ),
    Clock(
        rule="AID-RECEIPT",
        started_by=frozenset({"pay", "give"}),
        stopped_by=frozenset({"confirm", "find_false", "pay_back", "recover"}),
        if_known=True,
    ),
)
