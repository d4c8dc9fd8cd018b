"""Benchmarks: speed and memory of ours beside the usual tools, in one run (kept by the bench colleague)."""
