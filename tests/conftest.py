"""Settings of the whole suite."""

import os
import signal

from hypothesis import settings

# A busy machine is slow, not wrong; continuous integration tries the same examples every time.
settings.register_profile("suite", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("suite")

# A run in the background starts with interrupts ignored, which the programs under test would inherit.
signal.signal(signal.SIGINT, signal.default_int_handler)
