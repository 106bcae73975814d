"""`make pictures`: the screenshots of the README, taken from the demo city as it runs.

Each is taken on a desk (1280 pixels wide), on a phone (360) or on both, into docs/pictures.
"""

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, sync_playwright

from tests.browser import FLAGS, chromium

FOLDER = Path(__file__).parent.parent / "docs/pictures"
DESK, PHONE = 1280, 360
HEIGHTS = {DESK: 900, PHONE: 740}


@dataclass(frozen=True)
class Picture:
    """An address seen by someone with this role; `follow` is the link to click first."""

    name: str
    address: str
    widths: tuple[int, ...]
    role: str | None = None
    follow: str = ""


def pictures() -> list[Picture]:
    month_ago = timezone.localdate() - timedelta(days=30)
    last_day = f"/calculators/last-day/?what=other&since={month_ago}#last-day"
    return [
        Picture("portal", "/", (PHONE,)),
        Picture("last-day", last_day, (PHONE,)),
        Picture("my-work", "/office/", (DESK,), role="town_officer"),
        Picture(
            "dispute",
            "/office/disputes/?stage=mediating",
            (DESK, PHONE),
            role="town_officer",
            follow="main tbody a[href^='/office/disputes/']",
        ),
        Picture(
            "referral",
            "/office/referrals/?stage=sue_window",
            (DESK,),
            role="rights_officer",
            follow="main tbody a[href^='/office/referrals/']",
        ),
    ]


def main() -> int:
    program = chromium()
    if program is None:
        sys.stderr.write("No Chromium on this machine; set CHROMIUM or install chromium.\n")
        return 1
    with tempfile.TemporaryDirectory(prefix="niudai-pictures-") as scratch:
        os.environ |= {
            "DEBUG": "1",
            "DEMO": "1",
            "DATABASE_URL": f"sqlite:///{scratch}/demo.sqlite3",
            "MEDIA_ROOT": f"{scratch}/attachments",
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        django.setup()
        sys.stdout.write("Filling the demo city …\n")
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        call_command("seed_city", "--scale", "demo", verbosity=0)
        names = usernames()
        connections.close_all()
        FOLDER.mkdir(parents=True, exist_ok=True)
        with served() as address, sync_playwright() as playwright:
            chrome = playwright.chromium.launch(executable_path=program, args=FLAGS)
            for picture in pictures():
                for width in picture.widths:
                    context = chrome.new_context(
                        base_url=address,
                        viewport={"width": width, "height": HEIGHTS[width]},
                        locale="zh-CN",
                        timezone_id="Asia/Shanghai",
                        reduced_motion="reduce",
                    )
                    take(context.new_page(), picture, names, FOLDER / f"{picture.name}-{width}.png")
                    context.close()
            chrome.close()
    return 0


def take(page: Page, picture: Picture, names: dict[str, str], file: Path) -> None:
    if picture.role:
        page.goto(f"{reverse(settings.LOGIN_URL)}?next={picture.address}")
        page.fill("[name=login]", names[picture.role])
        page.fill("[name=password]", settings.DEMO_PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_url(f"**{picture.address}")
    looked = page.goto(picture.address)
    if looked is None or not looked.ok:
        raise SystemExit(f"{picture.address} is no page to show.")
    if picture.follow:
        page.locator(picture.follow).first.click()
        page.wait_for_load_state("networkidle")
    page.screenshot(path=file, full_page=False)
    sys.stdout.write(f"{file.name}: {file.stat().st_size // 1024} KiB\n")


def usernames() -> dict[str, str]:
    """One sign-in name for each role."""
    # Asked for by name: the models can be imported only after django.setup().
    held = apps.get_model("access.Appointment").objects.order_by("-organisation__path", "-pk")
    return dict(held.values_list("role", "user__username"))


@contextmanager
def served() -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    line = [sys.executable, "-m", "niudai", "serve", "--port", port, "--workers", "1"]
    server = subprocess.Popen(line, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout
        yield server.stdout.readline().strip().rstrip("/")
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    sys.exit(main())
