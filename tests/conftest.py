"""Settings of the whole suite."""

import os

from hypothesis import settings

# A busy machine is slow, not wrong; continuous integration tries the same examples every time.
settings.register_profile("suite", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("suite")
