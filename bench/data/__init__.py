"""The made-up incidents both sides count on."""
