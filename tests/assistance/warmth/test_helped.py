"""A household that was visited is no longer on the list “never helped”."""

from niudai.assistance.hardship.chasing import never_helped
from niudai.assistance.hardship.models import HardshipFile
from tests.assistance.warmth.conftest import TODAY
from tests.assistance.warmth.test_goods import visited


def test_a_visit_at_the_door_is_help(target, file, clerk):
    files = HardshipFile.objects.all()
    assert list(never_helped(files, TODAY)) == [file]

    visited(target, {}, clerk)
    assert list(never_helped(files, TODAY)) == []
