"""Case numbers: one after the other, none twice, each body and each year its own line."""

import threading

import pytest
from django.db import OperationalError, connection, transaction

from niudai.casework.models import Series
from niudai.casework.numbering import next_reference


@pytest.mark.django_db
def test_numbers_follow_each_other_and_each_mark_and_year_begins_at_one():
    assert next_reference("澄周", "调", 2026) == "澄周调〔2026〕0001 号"
    assert next_reference("澄周", "调", 2026) == "澄周调〔2026〕0002 号"
    assert next_reference("澄华", "调", 2026) == "澄华调〔2026〕0001 号"
    assert next_reference("澄周", "引", 2026) == "澄周引〔2026〕0001 号"
    assert next_reference("澄周", "调", 2027) == "澄周调〔2027〕0001 号"


@pytest.mark.django_db
def test_after_the_last_number_of_four_digits_comes_one_of_five():
    Series.objects.create(name="澄周调〔2026〕", last=9999)
    assert next_reference("澄周", "调", 2026) == "澄周调〔2026〕10000 号"


@pytest.mark.django_db
def test_a_case_that_was_not_kept_leaves_no_gap():
    next_reference("澄周", "调", 2026)
    with pytest.raises(RuntimeError), transaction.atomic():
        next_reference("澄周", "调", 2026)
        raise RuntimeError("the form was refused after all")
    assert next_reference("澄周", "调", 2026) == "澄周调〔2026〕0002 号"


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_as_many_numbers_without_a_gap_or_a_double():
    ready, given, broken = threading.Barrier(4), [], []

    def register():
        try:
            ready.wait()
            for _time in range(5):
                given.append(next_reference("澄周", "调", 2026))
        except (OperationalError, threading.BrokenBarrierError) as error:
            broken.append(error)
        finally:
            connection.close()

    people = [threading.Thread(target=register) for _ in range(4)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert broken == []
    assert sorted(given) == [f"澄周调〔2026〕{number:04d} 号" for number in range(1, 21)]
