"""Which union a word on the command line means: a path, a place code or an employer's code."""

from django.utils.translation import gettext as _

from niudai.kernel.refused import Refused
from niudai.organisations.levels import ONE_A_PLACE
from niudai.organisations.models import Employer, Organisation


def unit_called(word: str) -> Organisation:
    """`0001.0002.`, `320281108000` (or `320281`), or a credit code. Refused unless it is one."""
    word = word.strip()
    active = Organisation.objects.active()
    if word.endswith("."):
        found = list(active.filter(path=word))
    elif len(word) == 18:
        employer = Employer.objects.filter(credit_code=word.upper()).first()
        found = [employer.organisation] if employer else []
    else:
        place = word.ljust(12, "0")
        found = list(active.filter(division__code__in={word, place}, kind__in=ONE_A_PLACE))
    match found:
        case [one]:
            return one
        case []:
            raise Refused(_("There is no union “%(word)s”.") % {"word": word})
        case several:
            paths = "、".join(f"{each.path} {each}" for each in several[:10])
            raise Refused(
                _("Several unions are meant; give the path: %(paths)s") % {"paths": paths}
            )
