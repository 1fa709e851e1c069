"""Fixtures that every folder of tests may use."""

pytest_plugins = ["tests.tools", "tests.migrating", "tests.flush", "tests.copies", "tests.profiles", "tests.garbage"]
