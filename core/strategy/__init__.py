"""Drafts: facts, playbook, sections, wording, guard and export. Pure Python: no database, no torch."""
