"""From what a form or a file says to valid plain data, or a sentence on what to mend."""

from collections.abc import Collection
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from core.errors import SextantError
from core.i18n import N_, format_number, t

M = TypeVar("M", bound=BaseModel)
Reach = Literal["", "team", "board", "outside"]  # "" is what the policy says of this field

PROBLEMS = {
    "missing": N_("is missing"),
    "int_type": N_("is missing"),
    "float_type": N_("is missing"),
    "string_type": N_("is missing"),
    "date_type": N_("is missing"),
    "string_too_short": N_("is empty"),
    "string_too_long": N_("is too long: {max_length} characters at most"),
    "greater_than": N_("must be more than {gt}"),
    "greater_than_equal": N_("must be at least {ge}"),
    "less_than_equal": N_("must be at most {le}"),
    "float_parsing": N_("is not a number"),
    "int_parsing": N_("is not a whole number"),
    "finite_number": N_("is not a number"),
    "date_from_datetime_parsing": N_("is not a date"),
    "date_parsing": N_("is not a date"),
    "literal_error": N_("is not one of the choices"),
}


class Data(BaseModel):
    """What a user enters; the field's title is its label on screen."""

    model_config = ConfigDict(str_strip_whitespace=True, from_attributes=True, allow_inf_nan=False, frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _without_nul(cls, values: Any) -> Any:
        return _clean(values) if isinstance(values, dict) else values


class Stored(BaseModel):
    """What a stored record has besides its data."""

    id: int
    version: int


def _clean(value: Any) -> Any:
    """Drop NUL characters, which PostgreSQL refuses."""
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, dict):
        return {_clean(key): _clean(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_clean(item) for item in value]
    return value


class InvalidField(SextantError):
    """One field is wrong; the message names it."""

    def __str__(self) -> str:
        return t(self.message, **self.values)


def validate(form: type[M], values: dict[str, Any]) -> M:
    """Return the values as valid data, or raise InvalidField naming the field and what is wrong with it."""
    try:
        return form.model_validate(values)
    except ValidationError as error:
        raise _explain(form, error) from None


def invalid_fields(
    form: type[BaseModel], values: dict[str, Any], among: Collection[str] = ()
) -> dict[str, InvalidField]:
    """Return what is wrong with the values, by field; "" stands for what does not fit together.

    A validator names the fields of which any could be mended after its message; the first `among` these is taken.
    """
    try:
        form.model_validate(values)
    except ValidationError as error:
        names = [str(item["loc"][0]) if item["loc"] else _misfit(item, among) for item in error.errors()]
        return {name: _explain(form, error, place) for place, name in reversed(list(enumerate(names)))}
    return {}


def _misfit(item: Any, among: Collection[str]) -> str:
    cause = item.get("ctx", {}).get("error")
    named = cause.args[1:] if isinstance(cause, ValueError) else ()
    return next((name for name in named if name in among), "")


def _explain(form: type[BaseModel], error: ValidationError, place: int = 0) -> InvalidField:
    first = error.errors()[place]
    cause = first.get("ctx", {}).get("error")
    if isinstance(cause, ValueError) and cause.args:
        return InvalidField(str(cause.args[0]))
    name = str(first["loc"][0]) if first["loc"] else ""
    title = (form.model_fields[name].title if name in form.model_fields else None) or name
    limits = first.get("ctx", {})
    problem = t(PROBLEMS.get(first["type"], N_("is not valid"))).format(
        **{k: format_number(v, 3) if isinstance(v, int | float) else v for k, v in limits.items()}
    )
    return InvalidField("{field}: {problem}.", field=t(title), problem=problem)
