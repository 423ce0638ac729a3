"""What a web server calls."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldenthread.settings")
application = get_wsgi_application()
# Every page's module is read now, so that the first guest does not wait and a fault shows at once.
get_resolver().url_patterns  # noqa: B018
