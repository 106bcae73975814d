"""What a worker reads about the stage of the case promises no more than the law."""

import pytest
from django.utils import translation

from niudai.disputes.models import Agreement, Dispute, Stage
from niudai.portal.wording import stage_words


@pytest.mark.parametrize(
    ("enforceable_by", "said"), [("", "payment order"), ("review", "enforce it")]
)
def test_a_broken_agreement_that_is_enforceable_goes_to_the_court_not_to_arbitration(
    enforceable_by, said
):
    dispute = Dispute(stage=Stage.DEFAULTED)
    Agreement(dispute=dispute, enforceable_by=enforceable_by)
    with translation.override("en"):
        words = str(stage_words(dispute)[1])
    assert said in words
    assert ("arbitration" in words) is not bool(enforceable_by)


def test_who_is_not_accepted_is_not_promised_arbitration_whatever_the_quarrel_is():
    with translation.override("en"):
        assert "A labour dispute may" in str(stage_words(Dispute(stage=Stage.DECLINED))[1])
