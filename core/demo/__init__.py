"""The invented company of the demo: company.json and comments.csv, their days counted from the day of adding."""

from pathlib import Path

FOLDER = Path(__file__).parent
