from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from core.tables.mapping import ReadRecord, read_record
from core.tables.presets import PRESETS, find_preset, get_preset
from core.tables.readers import Context
from core.tables.reading import open_table
from tests.exports.partners import HUBSPOT_COLUMNS, feishu_rows, hubspot_rows, write_feishu, write_hubspot

TODAY = Context(date(2026, 11, 25), "CNY")


def read_all(path: Path, name: str) -> list[ReadRecord]:
    table = open_table(path)
    preset = find_preset(table)
    assert preset is not None and preset.name == name
    ready = preset.open(table)
    mapping = preset.mapping(ready, TODAY)
    return [read_record(mapping, ready.columns, row, TODAY) for row in ready.rows()]


def test_hubspot_deals_become_partners_with_stage_outcome_and_dates(tmp_path: Path) -> None:
    records = read_all(write_hubspot(tmp_path / "deals.csv"), "hubspot_deals")

    assert records[0].key == "21470001"
    assert records[0].values == {
        **{"name": "Harbour Freight", "want": "Harbour Freight - assistant for the service desk 1", "stage": 4},
        **{"kind": "pilot_customer", "owner": "Chen Gang", "value": 10_000, "probability": 0.4},
        **{"next_step": "Call them about point 1", "last_contact_on": date(2026, 11, 23), "contact": "Contact 1"},
        **{"stage_since": date(2026, 11, 21)},
    }
    assert sum(record.values["value"] for record in records) == 8_610_000  # 10,000 × (1 + 2 + … + 41)
    assert [record.refused or record.doubts for record in records if record.refused or record.doubts] == []


def test_hubspot_stages_are_counted_right(tmp_path: Path) -> None:
    records = read_all(write_hubspot(tmp_path / "deals.csv"), "hubspot_deals")

    # n % 7 over 1..41: six of each residue 1 to 6, five of residue 0.
    assert Counter(r.values.get("stage") for r in records) == {4: 11, 5: 12, 6: 12, None: 6}
    assert Counter(r.values.get("outcome") for r in records) == {"won": 6, "lost": 6, None: 29}
    assert all("outcome_on" in r.values for r in records if "outcome" in r.values)
    assert Counter(r.values.get("outcome_reason") for r in records) == {"budget": 6, None: 35}


def test_a_deal_without_a_company_is_named_by_the_deal_and_said_so(tmp_path: Path) -> None:
    rows = hubspot_rows(2)
    rows[1][HUBSPOT_COLUMNS.index("Associated Company")] = ""
    table = open_table(write_hubspot(tmp_path / "deals.csv", rows))
    ready = find_preset(table).open(table)

    companies = [row.cells[ready.columns.index("Company or deal")] for row in ready.rows()]

    assert companies == ["Harbour Freight", "Lotus Clinics - assistant for the service desk 2"]
    assert [str(problem) for problem in ready.problems] == ["Row 3 names no company; the deal's name was taken for it."]


@pytest.mark.parametrize(
    ("stage", "expected"),
    [
        ("appointmentscheduled", {"stage": 4}),
        ("qualifiedtobuy", {"stage": 4}),
        ("presentationscheduled", {"stage": 5}),
        ("decisionmakerboughtin", {"stage": 5}),
        ("contractsent", {"stage": 6}),
        ("closedwon", {"stage": 6, "outcome": "won"}),
        ("closedlost", {"outcome": "lost"}),
    ],
)
def test_hubspots_own_names_of_stages_are_known_too(tmp_path: Path, stage: str, expected: dict[str, object]) -> None:
    rows = hubspot_rows(1)
    rows[0][HUBSPOT_COLUMNS.index("Deal Stage")] = stage

    record = read_all(write_hubspot(tmp_path / "deals.csv", rows), "hubspot_deals")[0]

    assert {name: record.values[name] for name in ("stage", "outcome") if name in record.values} == expected


def test_a_deal_in_another_currency_is_refused_and_not_converted(tmp_path: Path) -> None:
    rows = hubspot_rows(1)
    rows[0][HUBSPOT_COLUMNS.index("Currency")] = "USD"

    record = read_all(write_hubspot(tmp_path / "deals.csv", rows), "hubspot_deals")[0]

    assert "is in USD" in str(record.refused["value"]) and "value" not in record.values


def test_a_feishu_base_becomes_partners_with_plain_people_and_links(tmp_path: Path) -> None:
    records = read_all(write_feishu(tmp_path / "合作.xlsx"), "feishu_base")

    assert len(records) == 23
    assert (records[0].key, records[0].values) == (
        "1",
        {
            **{"name": "合作方01", "kind": "pilot_customer", "stage": 5, "value": 10_000, "owner": "李娜、陈刚"},
            **{"next_step": "发第 1 版方案", "next_step_on": date(2026, 12, 2), "last_contact_on": date(2026, 11, 23)},
            **{"contact": "联系人1"},
        },
    )
    assert sum(record.values["value"] for record in records) == 2_760_000
    assert [r.refused for r in records if r.refused] == []


def test_a_feishu_link_is_read_as_its_words(tmp_path: Path) -> None:
    rows = feishu_rows(1)
    rows[0][5] = "看 [报价单](https://example.feishu.cn/x)，再打电话"

    record = read_all(write_feishu(tmp_path / "合作.xlsx", rows), "feishu_base")[0]

    assert record.values["next_step"] == "看 报价单，再打电话"


def test_an_ordinary_table_has_no_preset(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("公司,阶段,金额\n云岭银行,建联,3万\n", "utf-8")

    assert find_preset(open_table(tmp_path / "a.csv")) is None


def test_a_preset_is_found_again_by_its_name() -> None:
    assert [get_preset(preset.name) for preset in PRESETS] == list(PRESETS)
    assert get_preset("gone") is None
