"""What can be read of the problems; what other rooms ask for stands here by name."""
