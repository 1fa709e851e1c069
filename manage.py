#!/usr/bin/env python3
"""Django's command line for Mingfa."""

import os
import sys


def main() -> None:
    """Run the command that stands in the arguments, on the embedded database when none is configured."""
    from config import database, site

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", site.settings_of_commands())
    site.work_as_owner()
    if os.environ["DJANGO_SETTINGS_MODULE"] == site.settings_of_commands():
        database.ensure()
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
