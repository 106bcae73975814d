"""`niudai clock RULE --from DATE`: when a period ends, and why on this day."""

from datetime import date
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from niudai.kernel.refused import Refused
from niudai.rulebook.calendars import work_calendar
from niudai.rulebook.management.answering import AnsweringCommand, offer_entered, read_day, rows_of
from niudai.rulebook.reckoning import Reckoning, full_extension, reckon
from niudai.rulebook.rules import nearest, rule_by_key
from niudai.rulebook.wording import weekday

MOST = "most"


class Command(AnsweringCommand):
    help = "Reckon a period of the law: natural end, legal end, reminder, and every step."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("rule", help="id of the rule, or the key a case keeps")
        parser.add_argument("--from", dest="start", metavar="DATE", help="day of the event")
        parser.add_argument("--place", help="division code or CN-32; default: the own county")
        parser.add_argument("--on", metavar="DATE", help="day whose rule applies; default: --from")
        parser.add_argument(
            "--pause",
            action="append",
            default=[],
            metavar="FROM:TO",
            help="days that do not count, both included; may be given more than once",
        )
        parser.add_argument(
            "--extended",
            nargs="?",
            const=MOST,
            metavar="N",
            help="extended by N; without N by the most the rule allows",
        )
        parser.add_argument("--extended-until", metavar="DATE", help="day both parties wrote down")
        parser.add_argument("--restart", metavar="DATE", help="the period begins anew on this day")
        offer_entered(parser)
        super().add_arguments(parser)

    def answer(self, **options: Any) -> tuple[Any, str]:
        if not options["start"]:
            raise Refused(_("Say from which day: --from 2026-09-14."))
        start = read_day(options["start"], "--from")
        on = read_day(options["on"], "--on") if options["on"] else start
        name = options["rule"].strip()
        book = rows_of(options)
        rule = (
            rule_by_key(name, rules=book)
            if "@" in name
            else nearest(name, on=on, place=options["place"], rules=book)
        )
        reckoning = reckon(
            rule,
            start,
            work_calendar(),
            pauses=[read_pause(text) for text in options["pause"]],
            extended=full_extension(rule)
            if options["extended"] == MOST
            else read_number(options["extended"]),
            extended_until=read_optional(options["extended_until"], "--extended-until"),
            restart=read_optional(options["restart"], "--restart"),
        )
        return as_data(reckoning), as_text(reckoning)


def read_pause(text: str) -> tuple[date, date | None]:
    first, colon, last = text.partition(":")
    if not colon:
        raise Refused(
            _("--pause: “%(text)s” is not FROM:TO, such as 2026-09-20:2026-09-25.") % {"text": text}
        )
    return read_day(first, "--pause"), read_day(last, "--pause") if last else None


def read_number(text: str | None) -> int | None:
    if text is None:
        return None
    if not (text.isascii() and text.removeprefix("-").isdecimal()):
        raise Refused(_("--extended: “%(text)s” is not a whole number.") % {"text": text})
    return int(text)


def read_optional(text: str | None, option: str) -> date | None:
    return read_day(text, option) if text else None


def as_data(reckoning: Reckoning) -> dict[str, Any]:
    rule = reckoning.rule
    return {
        "rule": rule.id,
        "basis": rule.basis,
        "start": reckoning.start.isoformat(),
        "natural_end": reckoning.natural_end.isoformat(),
        "legal_end": reckoning.legal_end.isoformat(),
        "alarm_on": reckoning.alarm_on.isoformat(),
        "provisional": reckoning.provisional,
        "steps": [step.sentence for step in reckoning.steps],
        "key": rule.key,
        "title": rule.title,
        "role": rule.role.value if rule.role else None,
        "status": "decides" if rule.decides else "warns",
        "confidence": rule.confidence.value,
        "opens_on": reckoning.opens_on.isoformat() if reckoning.opens_on else None,
        "consequence": rule.consequence,
        "calendar": reckoning.notices,
        "warnings": reckoning.warnings,
    }


def as_text(reckoning: Reckoning) -> str:
    rule = reckoning.rule
    days = [
        (_("Natural end"), reckoning.natural_end),
        (_("Legal end"), reckoning.legal_end),
        (pgettext("reckoning", "Reminder"), reckoning.alarm_on),
    ]
    if reckoning.opens_on:
        days.append((_("Window opens"), reckoning.opens_on))
    lines = [f"{rule.title}  {rule.key}", rule.basis, ""]
    lines += [f"{day.isoformat()} {weekday(day)}  {name}" for name, day in days]
    if reckoning.provisional:
        lines.append(_("Provisional"))
    lines += ["", *(f"- {step.sentence}" for step in reckoning.steps)]
    if rule.consequence:
        lines += ["", _("Then: %(consequence)s.") % {"consequence": rule.consequence}]
    lines += [f"! {sentence}" for sentence in reckoning.warnings]
    return "\n".join(lines)
