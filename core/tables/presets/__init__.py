"""Known exports: each module says how one is recognised, made ready and mapped to our fields."""

from core.tables.presets import (
    app_reviews,
    chat,
    feishu_base,
    hubspot_deals,
    months_across,
    notion_zip,
    tickets,
    wenjuanxing,
)
from core.tables.presets.preset import Preset
from core.tables.table import Table

__all__ = ["PRESETS", "Preset", "find_preset", "get_preset"]

# The first that recognises a table wins, so the ones with the most telling signs stand first.
PRESETS = (
    notion_zip.PRESET,
    hubspot_deals.PRESET,
    wenjuanxing.PRESET,
    app_reviews.PRESET,
    tickets.PRESET,
    chat.PRESET,
    feishu_base.PRESET,
    months_across.PRESET,
)


def find_preset(table: Table) -> Preset | None:
    """Return the export that a table is, None where it is none that we know."""
    return next((preset for preset in PRESETS if preset.recognise(table)), None)


def get_preset(name: str) -> Preset | None:
    """Return an export by its name, None where there is none called so (any more)."""
    return next((preset for preset in PRESETS if preset.name == name), None)
