"""What a worker agrees to, each text for itself, under the version kept with the consent."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from niudai.assistance.hardship.models import Consent

VERSION = "2026-11"
Kind = Consent.Kind

TEXTS: dict[str, str | Promise] = {
    Kind.PROCESSING: _(
        "The union keeps what I say about my household to examine my application, to help, and to "
        "answer for it. It is kept ten years after the file ends. I may see it, have it corrected, "
        "and take this consent back; then the application cannot go on."
    ),
    Kind.SENSITIVE: _(
        "This holds for illness, disability, bank account and children, too. Only those who handle "
        "my file see them."
    ),
    Kind.CHECK: _(
        "The county may have the family's finances checked through the civil-affairs centre: "
        "property, vehicles, businesses, deposits, social insurance."
    ),
    Kind.PUBLICITY: _(
        "My name with the middle hidden, my unit, town and category may be made public for the "
        "period of the rule. Number, address, card, illness and children never are."
    ),
    Kind.GUARDIAN: _(
        "As parent or guardian I agree that the union keeps data of this child for the application."
    ),
    Kind.COMMITMENT: _(
        "What I declare of income and assets is true and complete. If it is not, the file ends and "
        "the money is paid back."
    ),
}
WITHDRAWAL = _(
    "What was done until now stays. From now on nothing more is done with the data: the "
    "application cannot go on without this consent."
)
