"""A night command as a process of its own, standing at a given moment: killed by its test.

`python -m tests.casework.night_run 2026-09-17T10:00+08:00 send_reminders --apply`
"""

import os
import sys
from datetime import datetime

import django
import time_machine
from django.core.management import call_command

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    moment, command, *words = sys.argv[1:]
    with time_machine.travel(datetime.fromisoformat(moment)):
        django.setup()
        call_command(command, *words)
