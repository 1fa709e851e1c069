"""Pytest plugin: the tables of the tests are made faster; what is written into the database is the same.

An added index or constraint asks of Django's picture of the models only the fields, and changes none; so the model and
the dozens related to it are not drawn anew for each of the two hundred.
"""

from django.db.migrations.state import ProjectState


def _append_option(self: ProjectState, app_label: str, model_name: str, option_name: str, obj: object) -> None:
    options = self.models[app_label, model_name].options
    options[option_name] = [*options.get(option_name, []), obj]


ProjectState._append_option = _append_option
