"""Pytest plugin: the tables of the tests are made faster; what is written into the database is the same.

Django draws its picture of a changed model anew, and with it the dozens that are related to it, a thousand times.
Here a new model, a new field, or a field to which no other points lets only its own model be drawn anew. Whoever asks
for more gets all models drawn anew: a migration that moves rows, a change of a field to which others point. An added
index or constraint changes nothing that a picture shows.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.migrations.state import ProjectState


def _append_option(self: ProjectState, app_label: str, model_name: str, option_name: str, obj: object) -> None:
    options = self.models[app_label, model_name].options
    options[option_name] = [*options.get(option_name, []), obj]


def _reload_alone(self: ProjectState, app_label: str, model_name: str, delay: bool = True) -> None:
    if "apps" in self.__dict__:
        self.is_delayed = True  # Django draws all models anew before rows are moved
        self._reload({(app_label, model_name)})


def _reload(self: ProjectState, app_label: str, model_name: str, delay: bool = False) -> None:
    if delay:
        _reload_alone(self, app_label, model_name)
    elif self.is_delayed:
        self.clear_delayed_apps_cache()
    else:
        reload_model(self, app_label, model_name, delay)


def _alone(change: Callable[..., None]) -> Callable[..., None]:
    """Return the change of the picture after which only the model that it names is drawn anew."""

    @wraps(change)
    def changed(self: ProjectState, *args: Any, **kwargs: Any) -> None:
        self.reload_model = _reload_alone.__get__(self)
        try:
            change(self, *args, **kwargs)
        finally:
            del self.reload_model

    return changed


reload_model = ProjectState.reload_model
ProjectState.reload_model = _reload
ProjectState._append_option = _append_option
ProjectState.add_model = _alone(ProjectState.add_model)
ProjectState.add_field = _alone(ProjectState.add_field)
