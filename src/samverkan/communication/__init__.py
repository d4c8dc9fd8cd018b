"""Communication plans and their activities."""
