"""What can be read of the agreement; what other rooms ask for stands here by name."""
