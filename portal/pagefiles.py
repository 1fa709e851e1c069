"""A cache of files for a million pages: no reading and no writing lists them all.

Django's own keeps every file in one folder and lists that folder at each writing. Here a file stands in the folder
that the first three digits of its name say (4,096 at most), and only that one is looked at when something is written.
"""

import os
import pickle
import random
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache

DIGITS = 3
FOLDERS = 16**DIGITS
LEAST = 16  # files that a folder may hold in any case


class PageFiles(FileBasedCache):
    """Values are stored as they come: pages are compressed before they are kept."""

    _dir: str
    _max_entries: int
    _cull_frequency: int

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """Return the value, the default when there is none or its time is over."""
        try:
            with open(self._key_to_file(key, version), "rb") as file:
                over = self._is_expired(file)  # type: ignore[attr-defined]  # not in the stubs
                return default if over else pickle.loads(file.read())  # noqa: S301  # our own files
        except FileNotFoundError:
            return default

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Keep the value; a folder with too many files loses some of them, chosen at random."""
        name = self._key_to_file(key, version)
        os.replace(self._written(name, value, timeout), name)

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Keep the value unless one is there already, also one that another process puts at this very moment."""
        if self.has_key(key, version):
            return False
        name = self._key_to_file(key, version)
        written = self._written(name, value, timeout)
        try:
            os.link(written, name)
        except FileExistsError:
            return False
        finally:
            os.remove(written)
        return True

    def clear(self) -> None:
        """Remove all files. What another process writes meanwhile may stay, or be lost."""
        for folder in Path(self._dir).glob("[0-9a-f]" * DIGITS):
            shutil.rmtree(folder, ignore_errors=True)

    def _written(self, name: str, value: Any, timeout: Any) -> str:
        folder = os.path.dirname(name)
        os.makedirs(folder, mode=0o700, exist_ok=True)
        self._thin(folder)
        handle, written = tempfile.mkstemp(dir=folder)
        try:
            with open(handle, "wb") as file:
                pickle.dump(self.get_backend_timeout(timeout), file, self.pickle_protocol)
                pickle.dump(value, file, self.pickle_protocol)
        except OSError:  # such as a full disk
            os.remove(written)
            raise
        return written

    def _thin(self, folder: str) -> None:
        files = os.listdir(folder)
        if len(files) > max(self._max_entries // FOLDERS, LEAST):
            for each in random.sample(files, max(len(files) // self._cull_frequency, 1)):
                with suppress(FileNotFoundError):
                    os.remove(os.path.join(folder, each))

    def _key_to_file(self, key: Any, version: int | None = None) -> str:
        folder, name = os.path.split(super()._key_to_file(key, version))  # type: ignore[misc]  # not in the stubs
        return str(os.path.join(folder, name[:DIGITS], name))
