"""What the pages of this program look like, as a digest: another program's pages are never served.

It is taken when the process starts, for a program that is replaced on the disk goes on in memory as it was.
"""

import hashlib

import django
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage

CODE = ("portal", "common", "documents/choices*")
TEMPLATES = ("templates/portal", "templates/components")


def edition() -> str:
    """Return the digest of code, templates, names of static files and the settings that a page shows."""
    root = settings.BASE_DIR
    files = {each for name in CODE for found in root.glob(name) for each in (found, *found.rglob("*.py"))}
    files |= {each for name in TEMPLATES for each in (root / name).rglob("*.html")}
    digest = hashlib.sha256(repr((django.__version__, settings.PORTAL_URL, sorted(settings.SITE.items()))).encode())
    digest.update(getattr(staticfiles_storage, "manifest_hash", "").encode())
    for path in sorted(each for each in files if each.is_file()):
        digest.update(f"{path.relative_to(root)}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


EDITION = edition()
