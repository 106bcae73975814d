"""A payment batch of 10,000 among 200,000 aid lines of 20,000 households, against reading its rows.

Ours is what finance does: every approved payment of a source into a batch in one act, the checks
for double help of person and household, locking, two signatures, and the frozen file for the bank.
The limit, the bare read of its rows: the same 10,000 lines come once from the database as objects
of the program, and number, card and what was decided are opened in each, for they lie sealed.
Nobody writes a list for the bank without opening the cards; numbers and decisions the list does
not name, so a program may stay below this limit in reading and spend what is left on writing.
The best of three readings counts. The pages of a file, of an application and the list are timed
beside it, each from the first byte of the question to the last of the answer.
"""

import os
import random
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from stdnum.cn import ric

from bench.mywork import DIVISIONS
from bench.result import Result
from bench.whole_city import Reader, Times, analyse, timed
from niudai.access.actor import CLOCK, Actor, officer
from niudai.access.models import Appointment, User
from niudai.access.permissions import Permission, Role
from niudai.assistance.aid.actions import batch_approved
from niudai.assistance.aid.models import ORIGIN, AidApplication
from niudai.assistance.aid.waiting import Heap, doubles_among
from niudai.assistance.hardship.models import HardshipFile, Member
from niudai.casework.models import WorkItem
from niudai.funds import actions as money
from niudai.funds.ledger import post
from niudai.funds.models import Batch, Entry, Line, LineStage, Payment, Source
from niudai.funds.proving import faults_of
from niudai.kernel import bulk
from niudai.organisations.actions.divisions import load_divisions
from niudai.organisations.actions.federation import set_up_federation
from niudai.organisations.division_file import read_divisions
from niudai.organisations.models import Organisation

LINES = int(os.environ.get("ROWS") or 200_000)  # fewer for a short run
FILES, BATCH = LINES // 10, LINES // 20
KINDS = {"living": "living", "medical": "medical", "study": "study", "accidental": "accident"}
PAGES = 200  # different files and applications opened
WARM = 10  # others before them
MOST_MS = 60
BEGAN = 2021


def measure() -> Result:
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.DEBUG = False  # in production no question to the database is written down
    load_divisions(read_divisions(DIVISIONS.read_bytes()), by=CLOCK)
    set_up_federation(settings.NIUDAI_PLACE, by=CLOCK)
    centre, people = hands(Organisation.objects.get(kind="federation"))
    source = plant(people)
    analyse()
    times = pages(centre)
    bare = min(timed(partial(read, source)) for _ in range(3))
    worked = time.process_time()
    steps = pay(source, people)
    worked = time.process_time() - worked
    print(f"bare {bare:.2f} s; {steps}", flush=True)
    if faults_of(source):
        raise SystemExit(f"the ledger does not agree: {faults_of(source)}")
    more = {"steps_s": steps, "cpu_s": round(worked, 3), "pages_ms": times.lines()}
    more["pages_within"] = times.slowest() * 1000 <= MOST_MS
    return Result(BATCH, sum(steps.values()), bare, more)


def hands(federation: Organisation) -> tuple[Appointment, dict[str, Actor]]:
    """One account of the centre, which looks; and everybody money passes through."""
    user = User.objects.create(username="centre", name="centre")
    held = Appointment.objects.create(
        user=user, role=Role.ASSISTANCE_OFFICER, organisation=federation, since=date(2020, 1, 1)
    )
    roles = {
        "clerk": Role.FINANCE_OFFICER, "cashier": Role.FINANCE_OFFICER,
        "leader": Role.LEADER, "vice": Role.LEADER,
    }  # fmt: skip
    others = {
        name: officer(
            name, role=role, scope=federation.path, user_id=number, appointment_id=number,
            organisation_id=federation.pk,
        )
        for number, (name, role) in enumerate(roles.items(), start=9001)
    }  # fmt: skip
    return held, others


# --- what is planted ------------------------------------------------------------------------


def plant(people: dict[str, Actor]) -> Source:
    """Files, households, and aid of six years; the newest 10,000 wait to be paid."""
    dice, began = random.Random(2012), time.perf_counter()
    villages = list(Organisation.objects.filter(kind="village").order_by("path"))
    with transaction.atomic():
        files = plant_files(dice, villages)
        print(f"{time.perf_counter() - began:5.1f} s: {FILES} files", flush=True)
        sources = [source_of(year, people) for year in range(BEGAN, timezone.localdate().year + 1)]
        waiting = plant_lines(dice, files, sources)
        print(f"{time.perf_counter() - began:5.1f} s: {LINES} lines", flush=True)
        newest = sources[-1]
        lines = Line.objects.only("pk", "amount_fen").in_bulk(waiting)
        post(newest, Entry.Event.COMMIT, [(each.pk, each.amount_fen) for each in lines.values()],
             by=people["leader"])  # fmt: skip
    return newest


def source_of(year: int, people: dict[str, Actor]) -> Source:
    federation = Organisation.objects.get(kind="federation")
    today = timezone.localdate()
    source = money.plan(
        federation, name=f"{year}年帮扶资金", kind="fiscal", document=f"财行〔{year}〕1号",
        year=year,
        purpose="帮扶", planned_fen=10**11, since=date(year, 1, 1), until=date(year, 12, 31),
        carry_over="carry", planned_on=min(date(year, 1, 1), today), by=people["clerk"],
    )  # fmt: skip
    for item in KINDS.values():
        money.allow(source, item=item, by=people["clerk"])
    return money.receive(source, amount_fen=10**11, document="进账单", by=people["clerk"])


def identity(number: int) -> str:
    born = date(1960, 1, 1) + timedelta(days=number % 15_991)
    text = f"320200{born:%Y%m%d}{number % 1000:03d}"
    return text + ric.calc_check_digit(text + "0")


Household = tuple[int, int, str, str]  # file, place, name, number


def plant_files(dice: random.Random, villages: list[Organisation]) -> list[Household]:
    keys = bulk.reserve(HardshipFile, FILES)
    today = timezone.localdate()
    found = [
        (key, dice.choice(villages).pk, f"甄示例{number}", identity(number))
        for number, key in enumerate(keys)
    ]
    bulk.load(
        HardshipFile,
        ["id", "reference", "organisation_id", "received_on", "stage", "name", "category",
         "rule_key", "decided_on", "entered_on", "card", "card_name", "bank", "story"],
        ((key, f"例困〔2020〕{key:06d} 号", place, date(2020, 3, 1), "active", name, "deep",
          "HARDSHIP-CATEGORY@CN@2020-01-01", date(2020, 3, 30), date(2020, 4, 8),
          f"6228480{key:012d}", name, "江阴示例银行", "示例情况")
         for key, place, name, _number in found),
    )  # fmt: skip
    bulk.load(
        Member, ["file_id", "relation", "name", "number", "born_on"],
        ((key, relation, name if relation == "01" else f"{name}家人",
          number if relation == "01" else identity(1_000_000 + key * 3 + int(relation) // 10),
          date(1980, 1, 1) if relation == "01" else date(today.year - 16, 1, 1))
         for key, _place, name, number in found for relation in ("01", "10", "20")),
    )  # fmt: skip
    show(
        "hardship.hardshipfile", Permission.HARDSHIP_VIEW,
        ((key, place, f"例困〔2020〕{key:06d} 号", f"{name}户", "active", "On file", None)
         for key, place, name, _number in found), "/office/hardship/",
    )  # fmt: skip
    return found


def show(kind: str, permission: Permission, rows: Iterator[Any], address: str) -> None:
    bulk.load(
        WorkItem,
        ["kind", "permission", "case_id", "organisation_id", "lies_at_id", "reference", "title",
         "stage", "stage_name", "url", "opened_on", "closed_on"],
        ((kind, permission.value, key, place, place, reference, title, stage, name,
          f"{address}{key}/", date(BEGAN, 1, 1), closed)
         for key, place, reference, title, stage, name, closed in rows),
    )  # fmt: skip


def plant_lines(
    dice: random.Random, files: list[Household], sources: list[Source]
) -> list[int]:  # fmt: skip
    """Each household some help a year; a batch holds nobody twice for one item."""
    old = list(old_aid(dice, files, sources[:-1]))
    new = [(sources[-1], None, household, "living", dice.randrange(50_000, 500_000, 100),
            timezone.localdate()) for household in dice.sample(files, BATCH)]  # fmt: skip
    rows = [*old, *new]
    lines, cases = bulk.reserve(Payment, len(rows)), bulk.reserve(AidApplication, len(rows))
    bulk.load(
        Payment, ["id", "batch_id", "stage", "final_on"],
        ((line, batch, LineStage.PAID if batch else LineStage.COMMITTED, on if batch else None)
         for line, (_source, batch, _household, _kind, _fen, on) in zip(lines, rows, strict=True)),
    )  # fmt: skip
    bulk.load(
        Line,
        ["payment_id", "source_id", "organisation_id", "name", "number", "card",
         "card_name", "bank", "snapshot", "amount_fen", "item", "group", "origin", "reference",
         "year", "decided_on", "decided_by", "decided_user"],
        ((line, source.pk, place, name,
          number, f"6228480{file:012d}", name, "江阴示例银行", "{}", fen, KINDS[kind], "deep",
          ORIGIN, reference_of(case), source.year, on, "leader", 9003)
         for line, case, (source, _batch, (file, place, name, number), kind, fen, on)
         in zip(lines, cases, rows, strict=True)),
    )  # fmt: skip
    bulk.load(
        AidApplication,
        ["id", "reference", "organisation_id", "received_on", "stage", "track", "kind", "file_id",
         "group", "name", "number", "event", "event_on", "asked_fen", "approved_fen", "card",
         "card_name", "level", "source_id", "line_id", "decided_on", "year", "papers"],
        ((case, reference_of(case), place, on, "closed" if batch else "approved", "general", kind,
          file, "deep", name, number, "生活困难", on, fen, fen, f"6228480{file:012d}", name,
          "centre", source.pk, line, on, on.year, [])
         for line, case, (source, batch, (file, place, name, number), kind, fen, on)
         in zip(lines, cases, rows, strict=True)),
    )  # fmt: skip
    show(
        "aid.aidapplication", Permission.AID_VIEW,
        ((case, place, reference_of(case), f"生活救助：{name}", "closed" if batch else "approved",
          "Receipt confirmed" if batch else "Approved", on if batch else None)
         for case, (_source, batch, (_file, place, name, _number), _kind, _fen, on)
         in zip(cases, rows, strict=True)), "/office/aid/",
    )  # fmt: skip
    return lines[-len(new) :]


def reference_of(case: int) -> str:
    return f"例救〔2026〕{case:07d} 号"


def old_aid(dice: random.Random, files: list[Household], sources: list[Source]) -> Iterator[Any]:
    """Paid in the years before, in batches of one item each."""
    wanted = LINES - BATCH
    rounds = [(source, kind) for source in sources for kind in KINDS]
    while wanted > 0:
        for source, kind in rounds:
            number = min(wanted, FILES // 2)
            if number <= 0:
                return
            batch = Batch.objects.create(
                reference=f"例发{source.year}{kind}{wanted}", organisation=source.organisation,
                received_on=date(source.year, 6, 1), source=source, name="批次", stage="published",
                count=number, total_fen=number, sent_on=date(source.year, 6, 1),
                locked_on=date(source.year, 6, 1),
            )  # fmt: skip
            for household in dice.sample(files, number):
                on = date(source.year, dice.randrange(1, 13), dice.randrange(1, 29))
                yield source, batch.pk, household, kind, dice.randrange(50_000, 500_000, 100), on
            wanted -= number


# --- what is measured -----------------------------------------------------------------------


def read(source: Source) -> int:
    """The rows of the batch, each once, as the program reads them."""
    return len(list(Line.objects.waiting().filter(source=source, origin=ORIGIN)))


def pay(source: Source, people: dict[str, Actor]) -> dict[str, float]:
    """Each step of finance in seconds, the search for double help of households among them."""
    took: dict[str, float] = {}

    def step(name: str, work: Callable[[], Any]) -> Any:
        began = time.perf_counter()
        found = work()
        took[name] = round(time.perf_counter() - began, 3)
        return found

    heap = Heap(source, "living", BATCH, 0)
    step("search", lambda: doubles_among(people["clerk"], heap))
    batch = step("build", lambda: batch_approved(
        source, item="living", name="十一月生活救助", by=people["clerk"]))  # fmt: skip
    batch = step("lock", lambda: money.lock(batch, answer="已逐户核对", by=people["clerk"]))
    step("sign", lambda: money.sign(batch, by=people["leader"]))
    batch = step("sign again", lambda: money.sign(batch, by=people["vice"]))
    batch = step("send", lambda: money.send(batch, ending="csv", by=people["cashier"]))
    if (batch.stage, batch.count) != ("sent", BATCH):
        raise SystemExit(f"the batch is {batch.stage} with {batch.count} lines")
    if AidApplication.objects.filter(stage="scheduled").count() != BATCH:
        raise SystemExit("the applications did not follow their lines")
    return took


def pages(centre: Appointment) -> Times:
    """The pages of different records, one after the other."""
    reader, times = Reader(centre), Times()
    dice = random.Random(7)
    cases = dice.sample(list(AidApplication.objects.values_list("pk", flat=True)), PAGES)
    files = dice.sample(list(HardshipFile.objects.values_list("pk", flat=True)), PAGES)
    town = Organisation.objects.filter(kind="town").order_by("path")[8]
    lists: dict[str, dict[str, Any]] = {
        "list": {}, "list kind": {"kind": "medical"}, "list stage": {"stage": "approved"},
        "list closed": {"stage": "closed", "year": BEGAN}, "list town": {"town": town.pk},
        "list town, kind, year": {"town": town.pk, "kind": "study", "year": BEGAN},
    }  # fmt: skip
    addresses = {
        "application": [f"/office/aid/{key}/" for key in cases],
        "file": [f"/office/hardship/{key}/" for key in files],
    }
    for name, wanted in addresses.items():
        times.add(name, [reader.open(each) for each in wanted][WARM:])
    for name, asked in lists.items():
        times.add(name, [reader.open("aid_list", asked) for _ in range(PAGES // 4)][WARM:])
    return times
