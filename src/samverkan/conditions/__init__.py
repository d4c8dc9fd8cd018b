"""What each organisation brings to the table: the decision to cooperate, inventory, anchoring, assignment."""
