"""WSGI entry point."""

import os

from django.core.wsgi import get_wsgi_application

from config import memory
from config.site import settings_of_web

os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings_of_web())
application = get_wsgi_application()
memory.settle()
