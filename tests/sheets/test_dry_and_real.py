"""The dry run promises exactly what the real run does."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from niudai.organisations.models import Employer, Organisation
from niudai.sheets import actions, rowwise
from niudai.sheets.models import Line
from tests.sheets.conftest import HEAD, worked

NAMES = ["甲示例厂", "乙示例厂", "丙示例厂", "", "丁" * 130]
CODES = ["", "91320281MA1TEST01T", "91320281MA1TEST01X", "9132"]
PLACES = ["", "倪家巷村村委会", "没有的村"]
EMPLOYER_ROWS = st.lists(
    st.tuples(
        st.sampled_from(NAMES), st.sampled_from(CODES), st.sampled_from(PLACES),
        st.sampled_from(["民营", "国有", "月亮"]), st.sampled_from(["小", "大型", ""]),
        st.sampled_from([1, "12", "十", -1]), st.sampled_from(["", "13800001234", "1"]),
    ),
    min_size=1, max_size=12,
)  # fmt: skip
UNION_HEAD = ["工会名称", "工会类型", "上级工会", "所在地", "案号简称"]
UNION_ROWS = st.lists(
    st.tuples(
        st.sampled_from(["村工会", "一厂工会", "二厂工会", "第一小组"]),
        st.sampled_from(["村工会", "企业工会", "工会小组"]),
        st.sampled_from(["", "村工会", "一厂工会", "二厂工会", "没有"]),
        st.sampled_from(["", "倪家巷村村委会", "山泉村村委会"]), st.sampled_from(["", "", "澄例"]),
    ),
    min_size=1, max_size=12,
)  # fmt: skip
MANY = settings(
    max_examples=12, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip


@pytest.fixture(autouse=True)
def small_batches(monkeypatch):
    """Rows of one sheet meet across batches, which a dry run takes back one by one."""
    monkeypatch.setattr(rowwise.RowEngine, "batch_rows", 3)


def faults(job):
    return list(
        Line.objects.filter(of=job, outcome="refused").order_by("row").values_list("row", "faults")
    )


def both(job, by):
    """Counts and named cells of the dry run, then of the real one."""
    promised = (job.counts, faults(job))
    real = worked(actions.start(job, by=by))
    return promised, (real.counts, faults(real))


@MANY
@given(rows=EMPLOYER_ROWS)
def test_a_sheet_of_employers_does_what_its_dry_run_said(dry, clerk, rows):
    known = set(Employer.objects.values_list("pk", flat=True))
    promised, kept = both(dry([HEAD, *rows]), clerk)

    assert kept == promised
    assert sum(sum(reasons.values()) for reasons in kept[0].values()) == len(rows)
    Employer.objects.exclude(pk__in=known).delete()


NAMESAKE = [
    ("一厂工会", "企业工会", "", "", ""), ("一厂工会", "工会小组", "一厂工会", "", ""),
    ("村工会", "村工会", "", "倪家巷村村委会", ""), ("第一小组", "工会小组", "一厂工会", "", ""),
]  # fmt: skip
REFUSED_IN_BETWEEN = [
    ("村工会", "企业工会", "", "山泉村村委会", ""), ("村工会", "企业工会", "", "山泉村村委会", ""),
    ("", "企业工会", "", "", ""), ("一厂工会", "企业工会", "村工会", "倪家巷村村委会", ""),
    ("二厂工会", "村工会", "村工会", "倪家巷村村委会", ""),
]  # fmt: skip


@MANY
@given(rows=UNION_ROWS)
@example(NAMESAKE)
@example(REFUSED_IN_BETWEEN)
def test_a_sheet_of_unions_does_what_its_dry_run_said(dry, officer_of, town, city, rows):
    officer = officer_of(city, "organisation_officer")
    job = dry([UNION_HEAD, *rows], kind="unions", at=town, by=officer)
    promised, kept = both(job, officer)

    assert kept == promised
    undone = worked(actions.ask_undo(job, by=officer))
    assert undone.state == "undone", undone.message
    assert not Organisation.objects.filter(name__in=["一厂工会", "二厂工会", "第一小组"]).exists()
