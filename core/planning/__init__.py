"""Coverage, money and shares: plain Python, numpy and scipy, no database."""
