"""The catalogue, in both languages: initiative templates, roles, tools, and the capabilities they speak of."""

from pathlib import Path

FOLDER = Path(__file__).parent
