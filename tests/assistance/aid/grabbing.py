"""One process that approves whatever is reviewed: run by test_many_at_once.py.

Arguments: the source, the number of this process, the moment at which all begin.
"""

import os
import sys
import time
from contextlib import suppress

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from django.db import connection  # noqa: E402

from niudai.assistance.aid import actions  # noqa: E402
from niudai.assistance.aid.models import AidApplication  # noqa: E402
from niudai.funds.models import Source  # noqa: E402
from niudai.kernel.refused import Refused  # noqa: E402
from tests.assistance.aid.conftest import Hands  # noqa: E402


def main(source: int, number: int, start: float) -> None:
    hands, grant = Hands(), Source.objects.get(pk=source)
    cases = list(AidApplication.objects.filter(stage="county_reviewed").order_by("pk"))
    connection.ensure_connection()
    time.sleep(max(0.0, start - time.time()))  # all at once
    done = 0
    for at in range(len(cases)):
        with suppress(Refused):
            actions.approve(
                cases[(at + number) % len(cases)], approved_fen=30_000, level="centre",
                source=grant, by=hands.leader,
            )  # fmt: skip
            done += 1
    sys.stdout.write(f"{done}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
