"""The people of a journey: a worker and an employer on a phone, officers at a desk."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from playwright.sync_api import Page

from niudai.access.models import Appointment
from niudai.casework.models import Case
from niudai.notices.models import Notice

HERE = ZoneInfo("Asia/Shanghai")
# What somebody sees of the periods of a case: title → the whole line.
CLOCKS = """() => Object.fromEntries([...document.querySelectorAll("[aria-labelledby=clk] li")]
    .filter(line => line.querySelector("h3"))
    .map(line => [line.querySelector("h3").innerText, line.innerText]))"""


def at(text: str) -> datetime:
    """A moment of the office's clock: "2026-09-17 10:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=HERE)


def fill(page: Page, **answers: Any) -> None:
    """Answer the form of a page, each control by its name and kind."""
    for name, answer in answers.items():
        control = page.locator(f"main form [name={name}]")
        kind = control.first.get_attribute("type")
        if kind == "radio":
            page.check(f"main form [name={name}][value='{answer}']")
        elif kind == "checkbox":
            control.set_checked(answer)
        elif kind == "file":
            control.set_input_files(answer)
        elif control.evaluate("control => control.tagName") == "SELECT":
            control.select_option(answer)
        else:
            control.fill(answer)


@dataclass(slots=True)
class Desk:
    """An officer's browser: opens a case, makes a move, reads what the page says then."""

    page: Page
    sign_in: Callable[[Page, Appointment], None]
    seen: list[str] = field(default_factory=list)

    def open(self, case: Case, who: Appointment) -> None:
        """Sign in, for a day's session does not last until the next, and open the case."""
        self.sign_in(self.page, who)
        self.page.goto(case.get_absolute_url())

    def does(self, move: str, **answers: Any) -> str:
        """Make one move from the page of the case; return what it says afterwards."""
        self.page.click(f"main a[href$='/move/{move}/']")
        return self.fills(**answers)

    def fills(self, **answers: Any) -> str:
        """Fill the form at hand and send it off; a refusal fails here with its sentence."""
        before = self.page.url
        fill(self.page, **answers)
        self.page.click("main form button.btn-primary")
        self.page.wait_for_load_state()
        wrong = self.page.locator("main .error, main .note.warn[role=alert]").all_inner_texts()
        assert self.page.url != before, f"{before}: {wrong}"
        return self.page.inner_text("main .note.done")

    def clock(self, title: str) -> str:
        """What the page says of a period."""
        lines = self.page.evaluate(CLOCKS)
        found = [line for name, line in lines.items() if title in name]
        assert found, f"no period “{title}” among {list(lines)}"
        return "\n".join(found)

    @property
    def stage(self) -> str:
        return self.page.inner_text(".stepper [aria-current=step]").split("\n")[0]

    def reads(self, *sentences: str) -> None:
        text = self.page.inner_text("main")
        for sentence in sentences:
            assert sentence in text, f"“{sentence}” is not on {self.page.url}:\n{text}"


def link_told_to(name: str) -> str:
    """The address in the last text message to somebody."""
    told = Notice.objects.filter(name=name, channel="sms").latest("pk")
    found = re.search(r"/answer/\w+/", told.url)
    assert found, told.body
    return found[0]
