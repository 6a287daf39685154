import pytest
import torch

from core.errors import SextantError
from core.nlp.device import THREADS_VARIABLE, choose_device, choose_dtype, set_threads


def test_the_cpu_never_computes_in_float16() -> None:
    assert choose_dtype(choose_device("cpu")) in (torch.float32, torch.bfloat16)


def test_threads_come_from_the_argument_then_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    before = torch.get_num_threads()
    monkeypatch.setenv(THREADS_VARIABLE, "2")

    assert (set_threads(1), set_threads()) == (1, 2)
    set_threads(before)


def test_a_number_of_threads_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(THREADS_VARIABLE, "many")

    with pytest.raises(SextantError, match="whole number"):
        set_threads()
