"""When people may be spoken to."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from niudai.notices.hours import office_is_open

HERE = ZoneInfo("Asia/Shanghai")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-11-23 08:29", False),
        ("2026-11-23 08:30", True),
        ("2026-11-23 17:29", True),
        ("2026-11-23 17:30", False),
        ("2026-11-22 10:00", False),  # a Sunday
        ("2026-10-05 10:00", False),  # a Monday of the National Day holiday
        ("2026-10-10 10:00", True),  # a Saturday worked in exchange
    ],
)
def test_the_office_keeps_the_hours_of_the_work_calendar(moment, is_open):
    assert office_is_open(datetime.fromisoformat(moment).replace(tzinfo=HERE)) is is_open
