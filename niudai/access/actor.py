"""The person in every write: a name, a place, and what may be done from there."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from niudai.access.permissions import GRANTS, PARTY, Permission, Role
from niudai.kernel.paths import within
from niudai.kernel.refused import Refused


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone acting from one organisation. `scope` is that organisation's path."""

    name: str
    scope: str
    permissions: frozenset[Permission]
    user_id: int | None = None
    appointment_id: int | None = None
    organisation_id: int | None = None
    role: Role | None = None
    everywhere: bool = False

    def may(self, permission: Permission, *, at: str | None = None) -> bool:
        """Whether the permission is held and, with `at`, whether that path lies in the scope."""
        if permission not in self.permissions:
            return False
        return at is None or self.everywhere or bool(self.scope and at.startswith(self.scope))

    @property
    def views(self) -> list[str]:
        """Permissions to see a kind of record, for rows that name the one they need."""
        return [permission for permission in self.permissions if permission.endswith(":view")]

    def must(self, permission: Permission, *, at: str | None = None) -> None:
        """Raise Refused unless `may`."""
        if not self.may(permission, at=at):
            raise Refused(_("You do not have the permission for this act in this place."))


# Nobody acts: a timer does. It is named in the log like any other.
CLOCK = Actor(name="clock", scope="", permissions=frozenset(Permission), everywhere=True)
NOBODY = Actor(name="", scope="", permissions=frozenset())


# Who acts without an account; everybody else has a name of their own.
NAMELESS: dict[str, str | Promise] = {
    "clock": gettext_lazy("the program"),
    "applicant": gettext_lazy("Applicant"),
    "respondent": gettext_lazy("Respondent"),
    "anonymous": gettext_lazy("somebody without a name"),
}


def spoken(name: str) -> str:
    """The name of whoever acted, as pages say it."""
    return str(NAMELESS.get(name, name))


def party(name: str, *, at: str) -> Actor:
    """A worker or an employer acting on the one case that lies at this path."""
    return Actor(name=name, scope=at, permissions=PARTY)


def officer(
    name: str, *, role: Role, scope: str, user_id: int, appointment_id: int, organisation_id: int
) -> Actor:
    return Actor(
        name=name, scope=scope, permissions=GRANTS[role], role=role, user_id=user_id,
        appointment_id=appointment_id, organisation_id=organisation_id,
    )  # fmt: skip


def beneath(actor: Actor, organisation: str = "organisation") -> Q:
    """Rows whose organisation is the actor's own or one below it in the tree."""
    if actor.everywhere:
        return Q()
    return within(actor.scope, f"{organisation}__path" if organisation else "path")
