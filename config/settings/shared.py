"""Settings that the office and the portal alone (SITE=portal) have in common; nothing of an app stands here."""

from typing import Any

import django_stubs_ext

from config import env
from config.database import ROOT, VAR

django_stubs_ext.monkeypatch()  # Django's generic classes take their type parameters at run time too

BASE_DIR = ROOT
VAR_DIR = VAR

DEBUG = False
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "common.forms.PageRenderer"

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True
LOCALE_PATHS = [BASE_DIR / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [  # not those of the apps: viewflow alone would bring 49 MB that no page uses
    "django.contrib.staticfiles.finders.FileSystemFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],  # the small pictures inside Tabler's style sheet
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
    }
}
SECURE_REFERRER_POLICY = "same-origin"

# The public address of the portal: every whole address (page tags, feeds, outlets, QR codes, proof) begins with it.
# Empty: https:// and SITE_DOMAIN, and nothing is proved there.
PORTAL_URL = env.text("PORTAL_URL", "").rstrip("/")
SITE = {  # the page tags of 国办发〔2017〕47号 (R31)
    "name": env.text("SITE_NAME", "中华人民共和国教育部政府信息公开"),
    "organ": env.text("SITE_ORGAN", "教育部"),
    "domain": env.text("SITE_DOMAIN", "www.moe.example.gov.cn"),
    "id_code": env.text("SITE_ID_CODE", "1000000036"),  # 政府网站标识码: 10 digits
    "contact": env.text("SITE_CONTACT", "政府信息公开申请请向办公厅政务公开处提出"),
}
# The keys whose signature on a 公开内容包 is trusted (docs/operations/two-networks.md).
BUNDLE_PUBLIC_KEY = env.secret("BUNDLE_PUBLIC_KEY", "")

CACHE_URL = env.text("CACHE_URL", "")  # redis://…; without it each machine keeps the pages of the portal for itself
CACHES: dict[str, dict[str, Any]] = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
for _name, _most in (("portal", 100), ("portal_documents", 4_000_000), ("portal_lists", 20_000)):
    CACHES[_name] = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache" if CACHE_URL else "portal.pagefiles.PageFiles",
        "LOCATION": CACHE_URL or VAR_DIR / "cache" / _name,
        "KEY_PREFIX": _name,
        "OPTIONS": {} if CACHE_URL else {"MAX_ENTRIES": _most},
    }
