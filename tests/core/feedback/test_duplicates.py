from hypothesis import given
from hypothesis import strategies as st

from core.feedback.duplicates import text_key


@given(st.text())
def test_white_space_around_and_between_words_does_not_change_the_key(text: str) -> None:
    stretched = f"\t {text.replace(' ', '   ')}\n"

    assert text_key(stretched) == text_key(text)


def test_full_width_and_upper_case_count_as_the_same_comment() -> None:
    assert text_key("ＡＰＰ太卡了！") == text_key("app太卡了!")


def test_different_comments_have_different_keys_of_32_hex_digits() -> None:
    keys = {text_key(text) for text in ("太卡了", "太卡了吗", "", "it lags", "it lags.")}

    assert len(keys) == 5
    assert all(len(key) == 32 and int(key, 16) >= 0 for key in keys)
