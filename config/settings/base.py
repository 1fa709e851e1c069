"""Settings that every installation shares; safe by default."""

import django_stubs_ext

from config import env
from config.broker import transport_options
from config.database import ROOT, VAR, settings_of

django_stubs_ext.monkeypatch()  # Django's generic classes take their type parameters at run time too

BASE_DIR = ROOT
VAR_DIR = VAR

DEBUG = False
SECRET_KEY = env.secret("SECRET_KEY", "")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "django_filters",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "csp",
    "viewflow",
    "viewflow.workflow",
    "common.apps.CommonConfig",
    "accounts.apps.AccountsConfig",
    "audit.apps.AuditConfig",
    "outbox.apps.OutboxConfig",
    "deadlines.apps.DeadlinesConfig",
    "documents.apps.DocumentsConfig",
    "portal.apps.PortalConfig",
    "interpretation.apps.InterpretationConfig",
    "review.apps.ReviewConfig",
    "publication.apps.PublicationConfig",
    "workflow.apps.WorkflowConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "audit.middleware.ActMiddleware",  # before everything that writes the journal
    "common.middleware.RefusalMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.middleware.NoCookies",  # before any session is looked for
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "accounts.middleware.AccessMiddleware",  # deny by default: after all that it asks
    "documents.middleware.ClassifiedTextMiddleware",  # of whoever was let in, before any view
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context.acting_for",
                "workflow.context.navigation",
            ]
        },
    }
]

FORM_RENDERER = "common.forms.PageRenderer"

DATABASES = {"default": settings_of(env.text("DATABASE_URL", "postgresql://postgres@localhost/mingfa"))}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "accounts.backends.PersonBackend",
]
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "workflow:desk"
LOGOUT_REDIRECT_URL = "accounts:login"
AUDIT_HOME = "audit:desk"

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = ["username"]  # an address would let a guesser go on from the next machine
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "accounts.lockout.locked_out"
AXES_USERNAME_CALLABLE = "accounts.lockout.client_username"
AXES_DISABLE_ACCESS_LOG = True  # the journal has the sign-ins
AXES_ENABLE_ADMIN = False
SILENCED_SYSTEM_CHECKS = [
    "axes.W006",
    "contenttypes.E001",  # workflow.DeskTask drops the columns behind viewflow's generic key on purpose
    "contenttypes.E002",
]

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "accounts.passwords.ClassesValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "full_name")},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.passwords.HistoryValidator"},
]
PASSWORD_MAX_AGE_DAYS = env.number("PASSWORD_MAX_AGE_DAYS", 90)  # 0: never
SECOND_FACTOR_ROLES = env.words(  # until the security administrator decides otherwise, role by role (R86)
    "SECOND_FACTOR_ROLES",
    "confidentiality_officer,confidentiality_head,signatory,system_admin,security_admin,audit_admin",
)
OTP_TOTP_ISSUER = "明发"
CSRF_FAILURE_VIEW = "common.pages.form_expired"

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

SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 30 * 60  # seconds; idle time-out (等保 CES1-02)
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
X_FRAME_OPTIONS = "SAMEORIGIN"
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

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["documents.uploads.BoundedUploadHandler"]  # in memory, bounded, never on disk

CELERY_BROKER_URL = env.text("CELERY_BROKER_URL", "filesystem://")
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "max_retries": 0,  # a request does not wait for a silent broker: the outbox sweep finds what it left
    "interval_start": 0,
    "socket_connect_timeout": 2,  # seconds
    **transport_options(CELERY_BROKER_URL, VAR_DIR / "broker"),
}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = TIME_ZONE
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT = 240  # seconds
CELERY_TASK_TIME_LIMIT = 300  # seconds

OUTBOX_SWEEP_SECONDS = env.number("OUTBOX_SWEEP_SECONDS", 5)
JOURNAL_SEAL_SECONDS = env.number("JOURNAL_SEAL_SECONDS", 3600)
CELERY_BEAT_SCHEDULE = {
    "outbox-sweep": {
        "task": "outbox.tasks.sweep",
        "schedule": OUTBOX_SWEEP_SECONDS,
        "options": {"expires": OUTBOX_SWEEP_SECONDS},  # sweeps do not pile up behind a busy worker
    },
    "journal-seal": {"task": "audit.tasks.seal_journal", "schedule": JOURNAL_SEAL_SECONDS},
}

# 索引号 (R30): year and serial of the first publication; the text is also the address on the portal.
INDEX_NUMBER_PATTERN = env.text("INDEX_NUMBER_PATTERN", "360A00/{year}-{serial:05d}")
SITE = {  # the page tags of 国办发〔2017〕47号 (R31)
    "name": env.text("SITE_NAME", "中华人民共和国教育部政府信息公开"),
    "organ": env.text("SITE_ORGAN", "教育部"),
    "domain": env.text("SITE_DOMAIN", "www.moe.example.gov.cn"),
    "id_code": env.text("SITE_ID_CODE", "1000000036"),  # 政府网站标识码: 10 digits
    "contact": env.text("SITE_CONTACT", "政府信息公开申请请向办公厅政务公开处提出"),
}
