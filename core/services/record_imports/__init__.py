"""Every list of records comes in here: planned without writing, written in one transaction, undone whole.

sheets.py     a file or a pasted range as plain rows, and how its columns were read last time
setups.py     what one import is asked to do: the mapping, corrected cells, who is a candidate
targets.py    what a list becomes: its noun, what names its records, how they are added and changed
partners.py   what a row says about a partner beyond its fields: contacts, notes, days and outcomes
plan.py       what an import would do: add, update, leave out, and what somebody edited here
known.py      the records that are here, by their ids elsewhere and by their names
run.py        doing it, once
undo.py       taking it back, and doing it again
exports.py    a list as a file that can come back
"""
