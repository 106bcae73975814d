"""A temporary file and its conversion (转正)."""

import pytest

from niudai.assistance.hardship import actions
from niudai.assistance.hardship.models import Stage
from niudai.kernel.refused import Refused
from tests.assistance.hardship.conftest import agreed, filled


def test_a_temporary_file_needs_who_it_is_and_the_consents(draft, people, city):
    with pytest.raises(Refused, match="Consent is missing"):
        actions.open_temporary(draft, by=people.unit)
    for kind in ("processing", "sensitive"):
        actions.give_consent(draft, kind=kind, given_by="甄困难", by=people.unit)

    file = actions.open_temporary(draft, by=people.unit)

    assert (file.stage, file.temporary) == (Stage.TEMPORARY, True)
    assert file.item.lies_at == city


def test_it_becomes_a_full_file_when_the_form_is_complete(draft, people):
    for kind in ("processing", "sensitive"):
        actions.give_consent(draft, kind=kind, given_by="甄困难", by=people.unit)
    file = actions.open_temporary(draft, by=people.unit)
    with pytest.raises(Refused, match="Not yet filled in"):
        actions.convert(file, by=people.city)
    filled(file, people.unit)
    agreed(file, people.unit, kinds=("check", "commitment", "publicity"))
    file.refresh_from_db()

    file = actions.convert(file, by=people.city)

    assert (file.stage, file.temporary) == (Stage.SUBMITTED, False)
    assert file.item.deadlines.open().get().rule_id == "HARDSHIP-CHECK"
