"""The settings as the type checker reads them: the house's own, without a real secret."""

import os

os.environ.setdefault("GOLDENTHREAD_SECRET_KEY", "only-for-reading-types")

from goldenthread.settings import *  # noqa: F403 - all of it is meant
