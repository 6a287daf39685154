from pathlib import Path
from typing import Any

import pytest
import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import Gemma3ForCausalLM, Gemma3TextConfig, PreTrainedTokenizerFast

from core.errors import SextantError
from core.nlp.decoding import NetworkGenerator, load_network

SHARED = "notes of a small company: "
PROMPTS = [SHARED + rest for rest in ("cash is 5 m", "the team is nine people and two are on leave", "客户说慢")]


@pytest.fixture(scope="module")
def tokenizer() -> PreTrainedTokenizerFast:
    made = Tokenizer(models.BPE())
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    made.train_from_iterator(
        PROMPTS, trainers.BpeTrainer(vocab_size=320, special_tokens=["<pad>", "<eos>"], initial_alphabet=alphabet)
    )
    return PreTrainedTokenizerFast(tokenizer_object=made, pad_token="<pad>", eos_token="<eos>")


@pytest.fixture(scope="module")
def network(tokenizer: PreTrainedTokenizerFast) -> Any:
    torch.manual_seed(3)
    config = Gemma3TextConfig(
        vocab_size=len(tokenizer),
        hidden_size=48,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=2,
        num_key_value_heads=1,
        head_dim=24,
        layer_types=["sliding_attention", "full_attention"],
        pad_token_id=0,
        eos_token_id=1,
        bos_token_id=None,
        initializer_range=0.5,
    )
    return Gemma3ForCausalLM(config).float()


@pytest.fixture
def generator(network: Any, tokenizer: PreTrainedTokenizerFast) -> NetworkGenerator:
    return NetworkGenerator(network, tokenizer, "tiny")


def test_a_batch_writes_what_each_prompt_gets_alone(generator: NetworkGenerator) -> None:
    alone = [generator.generate([prompt], max_new_tokens=24)[0] for prompt in PROMPTS]

    together = generator.generate(PROMPTS, max_new_tokens=24)

    assert together == alone
    assert len(set(together)) == len(PROMPTS)


def test_the_text_is_that_of_the_librarys_greedy_search(generator: NetworkGenerator) -> None:
    inputs = generator.tokenizer(PROMPTS[1], return_tensors="pt")
    ids = generator.network.generate(**inputs, max_new_tokens=24, do_sample=False)[0, inputs["input_ids"].shape[1] :]

    text = generator.generate(PROMPTS, max_new_tokens=24, stop=())[1]

    assert text == generator.tokenizer.decode(ids, skip_special_tokens=True)


def test_rows_that_stop_early_leave_the_others_as_they_were(generator: NetworkGenerator) -> None:
    whole = generator.generate(PROMPTS, max_new_tokens=24, stop=())
    mark = whole[0][4]

    cut = generator.generate(PROMPTS, max_new_tokens=24, stop=(mark,))

    assert cut == [text.split(mark)[0] for text in whole]


def test_writing_ends_when_asked(generator: NetworkGenerator) -> None:
    calls: list[bool] = []

    def should_stop() -> bool:
        calls.append(True)
        return len(calls) > 3

    text = generator.generate(PROMPTS[:1], max_new_tokens=24, stop=(), should_stop=should_stop)[0]

    assert text == generator.generate(PROMPTS[:1], max_new_tokens=3, stop=())[0]


def test_nothing_is_written_when_reading_is_stopped(generator: NetworkGenerator) -> None:
    assert generator.generate(PROMPTS, should_stop=lambda: True) == ["", "", ""]


def test_each_prompts_text_is_heard_as_it_grows(generator: NetworkGenerator) -> None:
    heard: dict[int, list[str]] = {index: [] for index in range(len(PROMPTS))}

    texts = generator.generate(PROMPTS, max_new_tokens=8, stop=(), on_text=lambda i, text: heard[i].append(text))

    assert [parts[-1] for parts in heard.values()] == texts
    assert all([len(part) for part in parts] == sorted(len(part) for part in parts) for parts in heard.values())


def test_no_prompts_give_no_texts(generator: NetworkGenerator) -> None:
    assert generator.generate([]) == []


def test_a_saved_network_is_read_from_its_folder(
    network: Any, tokenizer: PreTrainedTokenizerFast, tmp_path: Path
) -> None:
    network.save_pretrained(tmp_path)
    tokenizer.save_pretrained(tmp_path)

    loaded = load_network(tmp_path, "mine")

    assert loaded.name == "mine"
    assert isinstance(loaded.generate(PROMPTS[:1], max_new_tokens=2)[0], str)


def test_a_folder_with_pickled_weights_is_refused(
    network: Any, tokenizer: PreTrainedTokenizerFast, tmp_path: Path
) -> None:
    network.config.save_pretrained(tmp_path)
    tokenizer.save_pretrained(tmp_path)
    torch.save(network.state_dict(), tmp_path / "pytorch_model.bin")

    with pytest.raises(SextantError, match="model.safetensors"):
        load_network(tmp_path, "mine")
