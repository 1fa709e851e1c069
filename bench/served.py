"""Settings of the web server that the benchmark asks: those of `make run`, sessions made by the benchmark's process."""

from config.settings.dev import *  # noqa: F403

SECRET_KEY = "tests-only"  # noqa: S105  # the key under which bench.settings signs
