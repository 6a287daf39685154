import pytest

from core.nlp.batches import pad_ids, shuffled_batches, sorted_batches

LENGTHS = [3, 90, 7, 7, 256, 1, 40] * 30


def test_rows_are_padded_to_the_longest_and_masked() -> None:
    input_ids, mask = pad_ids([[5, 6, 7], [8]], pad_id=1)

    assert input_ids.tolist() == [[5, 6, 7], [8, 1, 1]]
    assert mask.tolist() == [[1, 1, 1], [1, 0, 0]]


def test_sorted_batches_hold_every_row_once_within_the_budget() -> None:
    batches = list(sorted_batches(LENGTHS, 512))

    assert sorted(index for batch in batches for index in batch) == list(range(len(LENGTHS)))
    assert max(len(batch) * max(LENGTHS[i] for i in batch) for batch in batches) <= 512


def test_a_row_longer_than_the_budget_is_a_batch_of_its_own() -> None:
    assert list(sorted_batches([900, 2], 512)) == [[0], [1]]


def test_shuffled_batches_hold_every_row_once_and_repeat_with_the_seed() -> None:
    batches = shuffled_batches(LENGTHS, 32, seed=1)

    assert sorted(index for batch in batches for index in batch) == list(range(len(LENGTHS)))
    assert batches == shuffled_batches(LENGTHS, 32, seed=1) != shuffled_batches(LENGTHS, 32, seed=2)


@pytest.mark.parametrize("budget", [1, 100_000])
def test_any_budget_reads_all_rows(budget: int) -> None:
    assert sum(len(batch) for batch in sorted_batches(LENGTHS, budget)) == len(LENGTHS)
