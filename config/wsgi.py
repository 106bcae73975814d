"""The application as a web server calls it."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

# What the program is made of stays: the collector of garbage need not go through it again. A page
# makes tens of thousands of objects that are gone with it; looking for circles among them every
# 700 objects is a tenth of its time.
gc.freeze()
gc.set_threshold(50_000, 20, 20)
