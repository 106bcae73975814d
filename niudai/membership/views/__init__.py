"""Pages of people and memberships."""

from niudai.membership.views.duplicates import (
    duplicates,
    merge_undo,
    merges,
    pair,
    pair_decide,
)
from niudai.membership.views.joinings import joining_admit, joining_ask, joining_refuse, joinings
from niudai.membership.views.people import people, person
from niudai.membership.views.revealing import person_reveal
from niudai.membership.views.stays import (
    person_dues,
    person_end,
    person_join,
    person_keep,
    person_membership,
    person_restore,
)
from niudai.membership.views.transfers import (
    person_transfer,
    transfer_ask,
    transfer_back,
    transfer_refuse,
    transfer_take,
    transfers,
    unions_named,
)
from niudai.membership.views.writing import (
    person_edit,
    person_new,
    person_work,
    work_end,
)

__all__ = [
    "duplicates",
    "joining_admit",
    "joining_ask",
    "joining_refuse",
    "joinings",
    "merge_undo",
    "merges",
    "pair",
    "pair_decide",
    "people",
    "person",
    "person_dues",
    "person_edit",
    "person_end",
    "person_join",
    "person_keep",
    "person_membership",
    "person_new",
    "person_restore",
    "person_reveal",
    "person_transfer",
    "person_work",
    "transfer_ask",
    "transfer_back",
    "transfer_refuse",
    "transfer_take",
    "transfers",
    "unions_named",
    "work_end",
]
