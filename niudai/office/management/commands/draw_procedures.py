"""`niudai draw-procedures [--check]`: the page that shows the procedures, from their tables."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from niudai.office.procedures import page as drawn_page

PAGE = Path(settings.BASE_DIR) / "docs/procedures.md"


class Command(BaseCommand):
    help = "Draw docs/procedures.md from the tables of moves and clocks, or compare it with them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing, only compare")
        parser.add_argument("--file", type=Path, default=PAGE)

    def handle(self, *, check: bool, file: Path, **options: object) -> None:
        page = drawn_page()
        if file.exists() and file.read_text(encoding="utf-8") == page:
            self.stdout.write(f"{file.name} is what the code says.")
        elif check:
            raise CommandError(f"{file.name} is not what the code says: niudai draw-procedures")
        else:
            file.write_text(page, encoding="utf-8")
            self.stdout.write(f"{file.name} is drawn.")
