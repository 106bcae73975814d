"""`docs/procedures.md`: every procedure of the house on one page."""

from niudai.assistance.aid import procedure as aid
from niudai.assistance.aid.models import AidApplication
from niudai.assistance.aid.models import Stage as AidStage
from niudai.assistance.desk import procedure as desk
from niudai.assistance.desk.models import Reception
from niudai.assistance.desk.models import Stage as DeskStage
from niudai.assistance.giving import procedure as giving
from niudai.assistance.giving.models import Need
from niudai.assistance.giving.models import Stage as NeedStage
from niudai.assistance.hardship.models import HardshipFile
from niudai.assistance.hardship.models import Stage as FileStage
from niudai.assistance.hardship.procedure import FILE_MOVES
from niudai.assistance.hardship.procedure.filing import dismiss, restart
from niudai.assistance.warmth import procedure as warmth
from niudai.assistance.warmth.models import Campaign
from niudai.assistance.warmth.models import Stage as CampaignStage
from niudai.casework.drawing import WHERE_IT_STOOD, Procedure, drawn
from niudai.disputes import procedure, referral_procedure
from niudai.disputes.models import Dispute, Referral, ReferralStage, Stage
from niudai.formation import procedure as formation
from niudai.formation.models import (
    Ending,
    EndingStage,
    Formation,
    Registration,
    RegistrationStage,
)
from niudai.formation.models import Stage as UnionStage
from niudai.funds import procedure as money
from niudai.funds.models import Batch, BatchStage, Source, SourceStage

INTRODUCTION = """\
# Procedures

Drawn by `niudai draw-procedures` from the tables of moves and clocks of `niudai/disputes`,
`niudai/formation`, `niudai/assistance` and `niudai/funds`; a test compares. It is not edited
by hand.

A move is open when the case stands at one of its stages, the person holds the permission at the
case's place, and no guard objects. A guard is named for what it objects to; the page says it in a
sentence. `—` under *to*: the case stays where it is. Articles are cited as in the
[glossary](words.md#citations); what a clock counts, and for how long, `niudai rules RULE` explains.
"""


def procedures() -> tuple[Procedure, ...]:
    sent = procedure.SEND
    back = next(iter(sent.sources)) if len(sent.sources) == 1 else WHERE_IT_STOOD
    on_the_way = (procedure.take(back), procedure.give_back(back))
    return (
        Procedure(
            "The mediation case", "apply", Stage,
            (*procedure.MOVES, *on_the_way, procedure.PARTY_WITHDRAW), Dispute.CLOCKS,
        ),
        Procedure(
            "The referral to arbitration and court", "advise", ReferralStage,
            (*referral_procedure.MOVES, referral_procedure.resume(WHERE_IT_STOOD),
             referral_procedure.take(WHERE_IT_STOOD), referral_procedure.give_back(WHERE_IT_STOOD)),
            Referral.CLOCKS,
        ),
        Procedure(
            "Setting up a union and electing its committee anew", "prepare", UnionStage,
            formation.FORMATION_MOVES, Formation.CLOCKS,
        ),
        Procedure(
            "The union as a legal person", "apply_registration", RegistrationStage,
            formation.REGISTRATION_MOVES, Registration.CLOCKS,
        ),
        Procedure(
            "Merging and dissolving a union", "propose_ending", EndingStage,
            formation.ENDING_MOVES, Ending.CLOCKS,
        ),
        Procedure(
            "The hardship file", "take_down", FileStage,
            (*FILE_MOVES, dismiss(WHERE_IT_STOOD), restart(WHERE_IT_STOOD)), HardshipFile.CLOCKS,
        ),
        Procedure(
            "An application for aid", "take_down", AidStage, (*aid.MOVES, *aid.OF_THE_LINE),
            AidApplication.CLOCKS,
        ),
        Procedure(
            "A source of money", "plan", SourceStage, money.SOURCE_MOVES, Source.CLOCKS,
        ),
        Procedure(
            "A batch of payments", "open_batch", BatchStage, money.BATCH_MOVES, Batch.CLOCKS,
        ),
        Procedure(
            "A reception at the one-stop desk", "receive", DeskStage, desk.RECEPTION_MOVES,
            Reception.CLOCKS,
        ),
        Procedure(
            "A campaign of visits", "plan", CampaignStage, warmth.CAMPAIGN_MOVES, Campaign.CLOCKS,
        ),
        Procedure(
            "A need and its donor", "note_need", NeedStage, giving.NEED_MOVES, Need.CLOCKS,
        ),
    )  # fmt: skip


def page() -> str:
    return drawn(INTRODUCTION, procedures())
