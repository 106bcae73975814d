"""People and their memberships."""

from niudai.membership.models.duplicates import Merge, Pair
from niudai.membership.models.membership import Joining, Membership, MembershipTransfer
from niudai.membership.models.person import Engagement, Person, Standing
from niudai.membership.models.tally import Tally

__all__ = [
    "Engagement",
    "Joining",
    "Membership",
    "MembershipTransfer",
    "Merge",
    "Pair",
    "Person",
    "Standing",
    "Tally",
]
