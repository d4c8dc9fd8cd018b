"""Every write of the problems, their priorities, causes and hypotheses."""
