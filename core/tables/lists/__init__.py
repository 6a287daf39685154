"""What can be imported: each list's fields, by which headings their columns are known, and how their cells are read."""

from core.tables.lists.around import COMMENTS, COMPETITORS, CUSTOMERS, PARTNERS, SEGMENTS
from core.tables.lists.measured import DECISIONS, FIGURES
from core.tables.lists.own import ACTIONS, CANDIDATES, INITIATIVES, MONTHS, PEOPLE, RESOURCES

LISTS = {
    found.key: found
    for found in (
        *(PEOPLE, RESOURCES, CANDIDATES, INITIATIVES, ACTIONS, MONTHS, FIGURES, DECISIONS),
        *(PARTNERS, CUSTOMERS, COMPETITORS, SEGMENTS, COMMENTS),
    )
}
