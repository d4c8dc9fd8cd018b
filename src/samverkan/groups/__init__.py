"""Groups, their members and meetings, and what they decide."""
