"""Who may see what: team, board or outside; pure rules over any record, and what they left out."""
