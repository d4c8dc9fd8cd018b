"""Every write of the agreement."""
