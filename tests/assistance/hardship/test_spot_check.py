"""The year's sample: by the share of the rule, the same for the same seed, worked through."""

import pytest
from django.utils import timezone

from niudai.assistance.hardship import actions
from niudai.assistance.hardship.actions.spot_checking import sample
from niudai.assistance.hardship.models import SpotCheck
from niudai.audit.models import Entry
from niudai.kernel.refused import Refused
from tests.assistance.hardship.keeping import county, enter_rows, file_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    place = county()
    enter_rows(place)
    for number in range(7):
        file_at(place, name=f"甄示例{number}")
    file_at(place, stage="lifted", left_on=timezone.localdate())
    return place


def test_thirty_per_cent_of_seven_files_are_three(made):
    drawn = actions.draw(made.federation, by=made.hand("officer"))
    assert (drawn.files, drawn.lines.count()) == (7, 3)
    assert Entry.objects.get(action="hardship.draw_sample").changes["seed"] == drawn.seed
    chosen = [line.file_id for line in drawn.lines.all()]
    everybody = sorted(file.pk for file in type(drawn.lines.first().file).objects.in_force())
    assert chosen == sample(everybody, 3, drawn.seed)


def test_a_larger_share_is_drawn_and_a_smaller_one_is_not(made):
    assert actions.draw(made.town, share="100", by=made.hand("town")).lines.count() == 7
    assert actions.draw(made.federation, share="1", by=made.hand("officer")).lines.count() == 3
    with pytest.raises(Refused, match="per cent"):
        actions.draw(made.village, share="a lot", by=made.hand("officer"))


def test_a_year_has_one_sample(made):
    actions.draw(made.federation, by=made.hand("officer"))
    with pytest.raises(Refused, match="already"):
        actions.draw(made.federation, by=made.hand("other"))


def test_without_the_rule_entered_no_sample_is_drawn():
    place = county()
    enter_rows(place, leave_out=("HARDSHIP-SPOTCHECK",))
    file_at(place)
    with pytest.raises(Refused):
        actions.draw(place.federation, by=place.hand("officer"))
    assert not SpotCheck.objects.exists()


def test_a_fault_is_told_in_words(made):
    line = actions.draw(made.federation, by=made.hand("officer")).lines.first()
    with pytest.raises(Refused, match="not in order"):
        actions.enter_finding(line, in_order=False, by=made.hand("officer"))
    line = actions.enter_finding(
        line, in_order=False, finding="缺收入证明", by=made.hand("officer")
    )
    assert line.checked_by and line.finding == "缺收入证明"
    with pytest.raises(Refused, match="already"):
        actions.enter_finding(line, in_order=True, by=made.hand("officer"))
