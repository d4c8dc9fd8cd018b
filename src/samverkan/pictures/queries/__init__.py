"""Reads of the pictures: the party's own, its road up to the hand-over, and what is shared."""
