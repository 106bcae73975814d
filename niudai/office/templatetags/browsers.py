"""The browser of a sign-in as its owner knows it, not as it announces itself."""

from django import template
from django.utils.translation import gettext_lazy as _

register = template.Library()

# Each announces itself as those after it too: the first that is found is meant.
PROGRAMS = (
    ("wxwork", _("WeCom")), ("MicroMessenger", _("WeChat")), ("Edg", "Edge"),
    ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
MACHINES = (
    ("HarmonyOS", "HarmonyOS"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"),
    ("Windows", "Windows"), ("Macintosh", "macOS"), ("Linux", "Linux"),
)  # fmt: skip


@register.filter
def browser(announced: str) -> str:
    """“Chrome · Windows”; what is not known stays as it announced itself, cut short."""
    known = [
        next((str(name) for sign, name in signs if sign in announced), "")
        for signs in (PROGRAMS, MACHINES)
    ]
    return " · ".join(name for name in known if name) or announced[:60] or "—"
