"""Reading and writing files: formats, column guessing, value parsing, safe export."""
