"""Reading and writing files: one door for every list, from a file or a paste to the fields of a record.

The way of a file:

    table = open_table(path, tidy=True)          # reading.py; or open_pasted(text), which is the same without a file
                                                 # table.columns, table.rows(), table.title, table.warnings, table.problems
    preset = find_preset(table)                  # presets/; None for a table that is no known export
    if preset:
        table = preset.open(table)               # reshaped where it must be; give it out and read it instead
        mapping = preset.mapping(table, context)
    else:
        key = guess_list(table.columns)          # matching.py: "people", "partners", … or None, then a person chooses
        mapping = guess_mapping(key, table.columns, [row.cells for row in table.preview(50)], context)
    unknown_words(mapping, table.columns, rows, context)   # {"stage": ["s1 摸需求"]}: to be mapped by a person, once
    for row in table.rows():
        record = read_record(mapping, table.columns, row, context)   # mapping.py

`tidy` sees to titles, a second row of headings, merged cells, sums and hidden rows (`keep_hidden` reads those); without it
every row comes as it stands. Comments take the same way: their presets map to `text`, `written_on`, `rating`, `customer`,
`channel`, `title`, `ticket`, `speaker`, `private`, and `get_preset(name)` finds one again for a background task.

`Context(today, currency, day_first, title=table.title)` (readers.py) is what a cell alone does not say. A `Mapping` is plain data:
`list_key`, `columns` (field → heading), `words` (field → word in narrow lower case → code), `key` (the column with the
other system's id) and `source` (the preset's name); change it with `dataclasses.replace` after a person did. A
`ReadRecord` has `number`, `key` ("" where there is none), `values`, `doubts` (field → message id: mark the cell) and
`refused` (field → SextantError: the cell was not understood and is in no value). Blank cells are in none of them.

`LISTS[key]` (lists/) is a `RecordList`: `noun`, `fields` (each with `name` and, for codes, `words`), `required` (one of
them must have a value). Partners also read `contact` and `note`, which make records of their own.

Values: `parse_x(text) -> value` raises SextantError for what it does not understand; `read_x(text) -> Parsed(value,
doubt)` is the same with a message id where something was supposed.

    money.py        parse_money, read_money -> Money(amount, currency | None, per | None)
    shares.py       parse_share, parse_fte, read_fte
    dates.py        parse_date: one whole day, strict
    loose_dates.py  read_date(text, near=today): a month alone, a day without its year, marked
    values.py       parse_number, parse_rating: strict
"""
