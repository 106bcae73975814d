"""What a union is told of a campaign from above."""

from django.utils.translation import gettext as _

from niudai.access.permissions import Permission
from niudai.assistance.warmth.models import Share
from niudai.notices.telling import in_house_language, tell_desk


@in_house_language
def share_given(share: Share) -> None:
    campaign = share.campaign
    tell_desk(
        share.organisation, Permission.WARMTH_EDIT,
        subject=_("%(campaign)s: your share") % {"campaign": campaign.title},
        body=_("%(visits)d visits, from %(since)s to %(until)s.")
        % {"visits": share.visits, "since": campaign.since, "until": campaign.until},
        url=campaign.get_absolute_url(), reference=campaign.reference,
    )  # fmt: skip
