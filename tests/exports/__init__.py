"""Files as other systems export them, made of our own sentences: `python -m tests.exports FOLDER` writes them all."""
