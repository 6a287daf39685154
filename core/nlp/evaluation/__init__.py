"""How good the reader is: on the test parts, on a file of the user, beside simpler methods."""
