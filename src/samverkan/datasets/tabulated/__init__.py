"""From tables that somebody else has counted to plain numbers that figures are drawn from. No Django here."""
