"""A dry run says exactly what the real one will do, whatever the sheet; no row is lost."""

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from niudai.membership.models import Membership, Pair, Person
from tests.membership.roster.conftest import VALID, row, taken

NAMES = ("甄示例", "单样本", "3号", "")
NUMBERS = (
    *VALID,
    "320281900307451",
    "320281199003074511",
    "",
    None,
    3.2e17,
    "３２０２８１１９９００３０７４５１０",
)
ROWS = st.builds(
    row,
    name=st.sampled_from(NAMES[:2]) | st.sampled_from(NAMES),
    number=st.sampled_from(VALID) | st.sampled_from(NUMBERS),
    unit=st.sampled_from(["", "江阴示例纺织有限公司工会", "样本机械工会", "查无此厂"]),
    phone=st.sampled_from(["", "13800000001", "13900000002", 13800000001.0, "1"]),
    education=st.sampled_from(["", "本科", "大专", "不详"]),
    department=st.sampled_from(["", "一车间", "二车间"]),
    employment=st.sampled_from(["", "在职", "退休"]),
    joined_on=st.sampled_from(["", "2015-06", "2015年6月1日", 42156.0, "2999-01-01"]),
)


def everything():
    """All that a roster may touch, in clear."""
    return {
        "people": sorted(
            (p.name, p.number, p.phone, p.phone_key, p.education, p.organisation_id, p.path,
             p.standing, p.counted, p.employment, p.number_state, p.number_key)
            for p in Person.objects.all()
        ),
        "stays": sorted(
            (s.person.name, s.organisation_id, s.status, str(s.since), str(s.until),
             s.department, str(s.joined_on))
            for s in Membership.objects.select_related("person")
        ),
        "pairs": sorted(
            (p.first.organisation_id, p.second.organisation_id, p.path, p.state)
            for p in Pair.objects.select_related("first", "second")
        ),
    }  # fmt: skip


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(sheets=st.lists(st.lists(ROWS, min_size=1, max_size=8), min_size=1, max_size=3),
       batch=st.integers(1, 4))  # fmt: skip
def test_dry_and_real_agree_and_every_row_is_counted(town, union, other_union, sheets, batch):
    with transaction.atomic():
        for rows in sheets:
            before = everything()
            dry = taken(town, *rows, dry=True, batch=batch)
            assert everything() == before
            real = taken(town, *rows, batch=batch)
            assert dry.reasons == real.reasons
            assert [(line.row, line.outcome) for line in dry.lines] == [
                (line.row, line.outcome) for line in real.lines
            ]
            assert sum(real.counts.values()) == len(rows)
            again = taken(town, *rows, batch=batch)
            assert again.counts["refused"] >= real.counts["refused"]
            after = everything()
            taken(town, *rows, batch=batch)
            assert everything() == after  # repeating is harmless
        for person in Person.objects.all():
            assert Membership.objects.open().filter(person=person).count() <= 1
        transaction.set_rollback(True)
