"""What a comment is, beside how its writer feels: the codes of kinds."""

COMPLAINT, REQUEST, QUESTION, PRAISE, OTHER = "complaint", "request", "question", "praise", "other"
# In the order of the network's outputs.
KINDS = (COMPLAINT, REQUEST, QUESTION, PRAISE, OTHER)
