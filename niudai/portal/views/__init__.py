"""Pages of the portal."""

from niudai.portal.views.answer import answer
from niudai.portal.views.calculators import last_day, overtime_pay, sick_pay
from niudai.portal.views.case import (
    case,
    case_leave,
    case_meeting,
    case_message,
    case_paper,
    case_referral,
    case_withdraw,
)
from niudai.portal.views.drafts import resume_draft
from niudai.portal.views.follow import follow, lost_code
from niudai.portal.views.giving import gift, public_needs
from niudai.portal.views.hardship import hardship_check
from niudai.portal.views.help import (
    help_begin,
    help_check,
    help_leave,
    help_person,
    help_person_drop,
    help_photo_drop,
    help_question,
    help_send,
    help_start,
    help_urgent,
)
from niudai.portal.views.home import door, home, large_type, privacy, sites
from niudai.portal.views.joined import joining, joining_leave, joining_withdraw
from niudai.portal.views.newcomers import (
    join,
    join_begin,
    join_check,
    join_question,
    join_send,
)
from niudai.portal.views.own import (
    membership,
    membership_ask,
    membership_code,
    membership_leave,
)
from niudai.portal.views.own_file import (
    own_file,
    own_file_again,
    own_file_aid,
    own_file_consent,
    own_file_correct,
    own_file_leave,
    own_file_message,
    own_file_paper,
    own_file_part,
    own_file_person,
    own_file_sent,
    own_file_withdraw,
)
from niudai.portal.views.publicity import publicity, publicity_object, publicity_thanks
from niudai.portal.views.rights import (
    check,
    drop_photo,
    elsewhere,
    employer_names,
    leave_draft,
    question,
    rights,
    rights_begin,
    send,
)
from niudai.portal.views.sending import sent
from niudai.portal.views.source import source, source_archive
from niudai.portal.views.tips import tip_form, tip_thanks

__all__ = [
    "answer",
    "case",
    "case_leave",
    "case_meeting",
    "case_message",
    "case_paper",
    "case_referral",
    "case_withdraw",
    "check",
    "door",
    "drop_photo",
    "elsewhere",
    "employer_names",
    "follow",
    "gift",
    "hardship_check",
    "help_begin",
    "help_check",
    "help_leave",
    "help_person",
    "help_person_drop",
    "help_photo_drop",
    "help_question",
    "help_send",
    "help_start",
    "help_urgent",
    "home",
    "join",
    "join_begin",
    "join_check",
    "join_question",
    "join_send",
    "joining",
    "joining_leave",
    "joining_withdraw",
    "large_type",
    "last_day",
    "leave_draft",
    "lost_code",
    "membership",
    "membership_ask",
    "membership_code",
    "membership_leave",
    "overtime_pay",
    "own_file",
    "own_file_again",
    "own_file_aid",
    "own_file_consent",
    "own_file_correct",
    "own_file_leave",
    "own_file_message",
    "own_file_paper",
    "own_file_part",
    "own_file_person",
    "own_file_sent",
    "own_file_withdraw",
    "privacy",
    "public_needs",
    "publicity",
    "publicity_object",
    "publicity_thanks",
    "question",
    "resume_draft",
    "rights",
    "rights_begin",
    "send",
    "sent",
    "sick_pay",
    "sites",
    "source",
    "source_archive",
    "tip_form",
    "tip_thanks",
]
