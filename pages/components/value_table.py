"""The small table in which a measure's values are typed, a line per month."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from core.i18n import t

COLUMNS = ("month", "value", "n")


def value_table(label: str, key: str, values: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Draw the table and return its lines; a line without a month is left out."""
    frame = pd.DataFrame([[line[name] for name in COLUMNS] for line in values], columns=list(COLUMNS))
    frame = frame.astype({"month": "datetime64[ns]", "value": "float64", "n": "Int64"})
    st.markdown(f"**{label}**")
    config = {
        "month": st.column_config.DateColumn(t("Month"), format="YYYY-MM", required=True),
        "value": st.column_config.NumberColumn(t("Monthly value"), required=True),
        "n": st.column_config.NumberColumn(t("Cases (n)"), min_value=0, step=1),
    }
    edited = st.data_editor(frame, key=key, column_config=config, num_rows="dynamic", hide_index=True, height=220)
    lines = edited.astype(object).where(edited.notna(), None).to_dict("records")
    return [line | {"month": line["month"].date()} for line in lines if line["month"] is not None]
