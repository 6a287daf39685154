"""Reading and writing files: formats, column guessing, value parsing, safe export.

Values: `parse_x(text) -> value` raises SextantError for what it does not understand; `read_x(text) -> Parsed(value,
doubt)` is the same with a message id where something was supposed, for a preview to mark.

    money.py        parse_money, read_money -> Money(amount, currency | None, per | None)
    shares.py       parse_share, parse_fte, read_fte
    dates.py        parse_date: one whole day, strict
    loose_dates.py  read_date(text, near=today): a month alone, a day without its year, marked
    values.py       parse_number, parse_rating: strict
"""
