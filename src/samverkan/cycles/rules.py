"""What the rooms that find evidence tell this one. No Django here."""

# Keys of the criteria that the system finds by itself, which nobody confirms by hand. Filled in by process/apps.py.
found_by_system: set[str] = set()
