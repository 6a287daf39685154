"""A form made from the data a service accepts: one widget per field, its title the label."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, get_args, get_origin

import streamlit as st
from pydantic.fields import FieldInfo

from core import labels
from core.i18n import t
from core.services.validation import Data
from pages.components.value_table import value_table

MULTILINE = {
    *("note", "text", "goal", "offers", "stop_rule", "offer", "customer", "difference", "price_model"),
    *("why", "definition", "strength", "weakness", "certificates"),
}
WIDE = MULTILINE | {"skills", "values", "requires", "partner_ids"}


@dataclass(frozen=True)
class FormOptions:
    """How a form differs from the plain one: words for codes, choices from records, hints, fields left out."""

    words: Mapping[str, Mapping[Any, str]] = field(default_factory=dict)
    choices: Mapping[str, Mapping[Any, str]] = field(default_factory=dict)
    suggestions: Mapping[str, list[str]] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    helps: Mapping[str, str] = field(default_factory=dict)
    columns: int = 2
    folded: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Fields that few records have, by the words under which they lie folded away."""


def form_fields(form: type[Data], key: str, values: Mapping[str, Any], options: FormOptions) -> dict[str, Any]:
    """Draw a widget for each field in columns, long texts and what is folded below them, and return what they hold."""
    apart = options.hidden.union(*options.folded.values())
    names = [name for name in form.model_fields if name not in apart]
    result = _columns(form, names, key, values, options)
    for words, folded in options.folded.items():
        with st.expander(t(words), expanded=any(values.get(name) for name in folded)):
            result |= _columns(form, folded, key, values, options)
    return result


def _columns(
    form: type[Data], names: Sequence[str], key: str, values: Mapping[str, Any], options: FormOptions
) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for wide, columns in ((False, options.columns), (True, options.columns // 2)):
        chosen = [name for name in names if (name in WIDE) == wide]
        # A row of columns each, so that on a phone the fields stand in their order.
        for start in range(0, len(chosen), columns):
            for place, name in zip(st.columns(columns), chosen[start : start + columns], strict=False):
                with place:
                    result[name] = _field(name, form.model_fields[name], f"{key}-{name}", values, options)
    return result


def _field(name: str, info: FieldInfo, key: str, values: Mapping[str, Any], options: FormOptions) -> Any:
    default = None if info.is_required() else info.get_default(call_default_factory=True, validated_data={})
    return _widget(name, info, key, values.get(name, default), options)


def _widget(name: str, info: FieldInfo, key: str, value: Any, options: FormOptions) -> Any:
    label = t(info.title or name) + (" *" if info.is_required() else "")
    help_text = options.helps.get(name)
    if name == "skills":
        return _skills(label, key, value or {}, options.suggestions.get(name, []))
    if name == "values":
        return value_table(label, key, value or [])
    if get_origin(info.annotation) is list and name in options.choices:
        return _several(label, key, value or [], options.choices[name], help_text)
    if get_origin(info.annotation) is list:
        return _words(label, key, value or [], options.suggestions.get(name, []), help_text)
    if name in options.choices:
        return _choice(label, key, value, options.choices[name], help_text)
    if name in options.suggestions:
        known = options.suggestions[name] + ([value] if value and value not in options.suggestions[name] else [])
        index = known.index(value) if value in known else None
        placeholder = t("Choose, or type a new one")
        chosen = st.selectbox(
            label, known, index, key=key, help=help_text, accept_new_options=True, placeholder=placeholder
        )
        return chosen or ""
    return _by_type(name, info, label, key, value, options, help_text)


def _by_type(
    name: str, info: FieldInfo, label: str, key: str, value: Any, options: FormOptions, help_text: str | None
) -> Any:
    kinds = set(get_args(info.annotation)) or {info.annotation}
    if get_origin(info.annotation) is Literal:
        words = options.words.get(name, {})
        return _choice(
            label,
            key,
            value,
            {code: t(words.get(code, str(code)) or "–") for code in get_args(info.annotation)},
            help_text,
        )
    if date in kinds:
        return st.date_input(label, value, key=key, help=help_text, format="YYYY-MM-DD")
    if bool in kinds:
        return st.checkbox(label, bool(value), key=key, help=help_text)
    if int in kinds:
        return st.number_input(label, value=value, step=1, key=key, help=help_text)
    if float in kinds:
        shown = value if value is None else float(value)
        return st.number_input(label, value=shown, key=key, help=help_text, format="%.10g", step=_step(name))
    if name in MULTILINE:
        return st.text_area(label, value or "", key=key, help=help_text, height=80)
    return st.text_input(label, value or "", key=key, help=help_text)


def _step(name: str) -> float:
    return {
        "quantity": 0.5,
        "probability": 0.1,
        "use_share": 0.1,
        "effort": 0.5,
        "effort_spent": 0.5,
        "weight": 0.5,
    }.get(name, 1.0)


def _choice(label: str, key: str, value: Any, words: Mapping[Any, str], help_text: str | None) -> Any:
    codes = list(words)
    index = codes.index(value) if value in words else 0
    return st.selectbox(label, codes, index, key=key, format_func=words.__getitem__, help=help_text)


def _several(label: str, key: str, value: list[Any], words: Mapping[Any, str], help_text: str | None) -> list[Any]:
    chosen = [code for code in value if code in words]
    placeholder = t("Choose")
    return st.multiselect(
        label, list(words), chosen, key=key, format_func=words.__getitem__, help=help_text, placeholder=placeholder
    )


def _words(label: str, key: str, value: list[str], known: list[str], help_text: str | None) -> list[str]:
    placeholder = t("Choose, or type a new one")
    options = list(dict.fromkeys([*value, *known]))
    return st.multiselect(
        label, options, value, key=key, help=help_text, accept_new_options=True, placeholder=placeholder
    )


def _skills(label: str, key: str, value: Mapping[str, int], known: list[str]) -> dict[str, int]:
    st.markdown(f"**{label}**")
    result: dict[str, int] = {}
    for column, level in zip(st.columns(3), (3, 2, 1), strict=True):
        held = [name for name, at in value.items() if at == level]
        chosen = column.multiselect(
            f"{t(labels.LEVELS[level])} / {t(labels.MATURITY[level])}",
            sorted({*known, *value}),
            held,
            key=f"{key}-{level}",
            accept_new_options=True,
            placeholder=t("Choose, or type a new one"),
        )
        result |= {name: level for name in chosen if name not in result}
    return result
