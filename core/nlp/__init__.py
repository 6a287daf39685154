"""Networks: the encoder that reads comments, how it was trained, and what its attention looks like.

torch and transformers are imported here and nowhere else, and only when a function needs them.
"""
