"""A finished draft as Markdown for people and as plain data for programs."""

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from core.i18n import N_, format_date, in_locale, t
from core.labels import SOURCES, WORDED_BY
from core.reach.withheld import REASONS, say_withheld
from core.strategy.model import Fact, Question, Section, Sentence

AUDIENCES = {"team": N_("team"), "board": N_("the board"), "outside": N_("readers outside")}
# What makes a link, an image, HTML, a heading, a list, a table or emphasis out of plain words.
_LIVE = re.compile(r"([\\`*_\[\]#|~!]|(?<=\])\()")
_AUTOLINK = re.compile(r"(?i)\b(https?|ftp|mailto)(:)|\b(www)(\.)")
_LIST = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)")


def escape(text: str) -> str:
    """Return user text on one line in which no Markdown, HTML or address comes alive."""
    line = html.escape(_LIVE.sub(r"\\\1", " ".join(text.split())), quote=False)
    line = _LIST.sub(lambda m: m[1] + m[2][:-1] + "\\" + m[2][-1], line)
    return _AUTOLINK.sub(lambda m: (m[1] or m[3]) + "\\" + (m[2] or m[4]), line)


def draft_to_dict(
    sections: Sequence[Section],
    missing: Sequence[Question],
    *,
    venture: str,
    language: str,
    generator: str,
    audience: str = "team",
    withheld: Mapping[str, int] | None = None,
) -> dict[str, Any]:
    """Return a draft as plain data that `json.dumps` can write; for others than the team with what was withheld."""
    data = {
        "venture": venture,
        "language": language,
        "audience": audience,
        "generator": generator,
        "missing": [{"id": q.id, "text": q.text, "unlocks": q.unlocks, "page": q.page} for q in missing],
        "sections": [_section(section) for section in sections],
    }
    with in_locale(language):
        reasons = [{"reason": t(REASONS[key]), "items": n} for key, n in (withheld or {}).items()]
    return data if audience == "team" else data | {"withheld": reasons}


def draft_to_markdown(
    sections: Sequence[Section],
    missing: Sequence[Question],
    *,
    venture: str,
    language: str,
    generator: str,
    day: date,
    audience: str = "team",
    withheld: Mapping[str, int] | None = None,
) -> str:
    """Return a draft as Markdown: questions first, each sentence with its source and the numbers of its evidence."""
    with in_locale(language):
        evidence: dict[Fact, int] = {}
        blocks = [f"# {escape(t('Plan of {venture}', venture=venture))}", _head(day, generator, audience)]
        if missing:
            blocks.append("\n".join([f"## {t('Missing')}", "", *(f"- {_question(question)}" for question in missing)]))
        blocks += [_block(section, evidence) for section in sections if any(not s.refused for s in section.sentences)]
        if evidence:
            lines = _evidence_lines(evidence.items(), with_record=audience != "outside")
            blocks.append("\n".join([f"## {t('Sources')}", "", *lines]))
        if withheld:
            blocks.append(escape(say_withheld(withheld)))
        return "\n\n".join(blocks) + "\n"


def _section(section: Section) -> dict[str, Any]:
    sentences = [sentence for sentence in section.sentences if not sentence.refused]
    return {"id": section.id, "title": section.title, "sentences": [_sentence(sentence) for sentence in sentences]}


def _sentence(sentence: Sentence) -> dict[str, Any]:
    keys = ("id", "kind", "subject", "value", "unit", "text")
    return {
        "text": sentence.text,
        "source": sentence.source,
        "worded_by": sentence.worded_by,
        "evidence": [{key: getattr(fact, key) for key in keys} for fact in sentence.evidence],
    }


def _head(day: date, generator: str, audience: str) -> str:
    reader, on = t(AUDIENCES.get(audience, audience)), format_date(day)
    if audience == "outside":  # which network worded it is nobody's business there
        return escape(t("As of {day}, for {audience}", day=on, audience=reader))
    return escape(t("As of {day}, for {audience}, writer: {generator}", day=on, audience=reader, generator=generator))


def _question(question: Question) -> str:
    return escape(t("{question} (unlocks {n} sentences)", question=question.text, n=question.unlocks))


def _block(section: Section, evidence: dict[Fact, int]) -> str:
    lines = [f"- {_line(sentence, evidence)}" for sentence in section.sentences if not sentence.refused]
    return "\n".join([f"## {escape(section.title)}", "", *lines])


def _line(sentence: Sentence, evidence: dict[Fact, int]) -> str:
    numbers = [evidence.setdefault(fact, len(evidence) + 1) for fact in sentence.evidence]
    mark = t(SOURCES.get(sentence.source, sentence.source))
    if sentence.worded_by != "planner":
        mark += ", " + t(WORDED_BY.get(sentence.worded_by, sentence.worded_by))
    cited = " ".join(str(number) for number in numbers)
    return f"{escape(sentence.text)} ({escape(mark)}{': ' if cited else ''}{cited})"


def _evidence_lines(evidence: Iterable[tuple[Fact, int]], *, with_record: bool) -> list[str]:
    return [f"{number}. {_evidence_text(fact, with_record)}" for fact, number in evidence]


def _evidence_text(fact: Fact, with_record: bool) -> str:
    about = f"{fact.subject}: " if fact.subject and fact.subject != fact.text else ""
    opened = f" ({fact.record})" if fact.record and with_record else ""
    return escape(f"{about}{fact.text}{opened}")
