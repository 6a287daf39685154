"""Bring in what lies in my tables."""

from core.i18n import t
from pages.components.page import open_page
from pages.components.record_batches import show_record_batches, show_round_trip
from pages.components.record_import import show_record_import

page = open_page(
    "imports",
    t("Import"),
    t(
        "A table from Excel, Feishu, HubSpot or Notion, or cells you copied. Nothing is written before you have seen it."
    ),
)
show_record_batches(page, newest=True)
show_record_import(page)
show_round_trip(page)
show_record_batches(page)
