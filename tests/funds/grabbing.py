"""One process that takes from a source whatever it can get: run by test_many_at_once.py.

Arguments: the source, the bank's answer to enter, the line to pay again, the batch to fill, the
number of this process and the moment to begin.
"""

import os
import sys
import time
from contextlib import suppress

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from django.db import connection  # noqa: E402

from niudai.funds import actions  # noqa: E402
from niudai.funds.models import Batch, Line, ResultFile, Source  # noqa: E402
from niudai.kernel.refused import Refused  # noqa: E402
from tests.funds.conftest import People, payable  # noqa: E402

TRIES = 4


def main(
    source: int, brought: int, rejected: int, filled: int, number: int, start: float
) -> None:  # fmt: skip
    people, grant = People(), Source.objects.get(pk=source)
    connection.ensure_connection()
    time.sleep(max(0.0, start - time.time()))  # all at once
    done = 0
    for turn in range(TRIES):
        with suppress(Refused):
            lines = actions.commit(
                grant, [payable(number * 100 + turn, 700)], origin="t", by=people.decider
            )
            done += 1
            if turn == 1:
                actions.release(lines[0], reason="撤回", by=people.decider)
    with suppress(Refused):
        actions.enter_results(ResultFile.objects.get(pk=brought), by=people.teller)
    with suppress(Refused):
        actions.repay(Line.objects.get(pk=rejected), card="6222", proof="核对", by=people.clerk)
    with suppress(Refused):  # another decision for the one person, into the one batch
        again = payable(99, 100, reference=f"另一决定{number}")
        [line] = actions.commit(grant, [again], origin="u", by=people.decider)
        actions.put_in(Batch.objects.get(pk=filled), [line.pk], by=people.clerk)
    for line in Line.objects.filter(batch=Batch.objects.earliest("pk"), stage="paid"):
        with suppress(Refused):
            actions.reverse(line, slip="退款单", reason="误发", by=people.teller)
    sys.stdout.write(f"{done}\n")


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:6]), float(sys.argv[6]))
