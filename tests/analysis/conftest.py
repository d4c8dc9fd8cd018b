"""Property tests here must give the same answer every time, however busy the machine is."""

from hypothesis import settings

settings.register_profile("analysis", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("analysis")
