"""From an empty folder to a running program: tables, static files, the demo city, the server."""

import os
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandParser, call_command
from django.utils import timezone

from niudai.access.models import Appointment, User
from niudai.access.permissions import Role


class Command(BaseCommand):
    help = "bring the database up to date, fill the demo city (DEMO=1), and serve"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))

    def handle(self, *, host: str, port: int, **options: Any) -> None:
        self.stdout.write("Bringing the database up to date …")
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        if not settings.DEBUG:
            call_command("collectstatic", verbosity=0, interactive=False)
        if settings.DEMO:
            if not User.objects.exists():
                self.stdout.write("Filling the demo city …")
                call_command("seed_city", "--scale", "demo")
            self.stdout.write("\n".join(sign_ins()))
        call_command("serve", "--host", host, "--port", str(port))


def sign_ins() -> Iterator[str]:
    """One account for each role of the demo city."""
    yield f"Demo sign-ins, password {settings.DEMO_PASSWORD}:"
    held = Appointment.objects.in_force(timezone.localdate()).select_related("user", "organisation")
    for role in Role:
        if appointment := held.filter(role=role).order_by("pk").first():
            yield f"  {appointment.user.username:<16} {role.label} · {appointment.organisation}"
