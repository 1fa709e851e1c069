"""Settings of every installation with an office; safe by default."""

from datetime import time
from pathlib import Path

from config import env, mail
from config.broker import transport_options
from config.database import settings_of
from config.settings.shared import *  # noqa: F403
from config.settings.shared import BASE_DIR, SITE, TIME_ZONE, VAR_DIR

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
    "notices.apps.NoticesConfig",
    "deadlines.apps.DeadlinesConfig",
    "documents.apps.DocumentsConfig",
    "portal.apps.PortalConfig",
    "interpretation.apps.InterpretationConfig",
    "review.apps.ReviewConfig",
    "publication.apps.PublicationConfig",
    "workflow.apps.WorkflowConfig",
    "oversight.apps.OversightConfig",
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
                "notices.context.bell",
                "workflow.context.navigation",
            ]
        },
    }
]

CACHES["figures"] = {  # noqa: F405  # numbers that take long to count (oversight.statistics.keeping)
    "BACKEND": f"django.core.cache.backends.{'redis.RedisCache' if CACHE_URL else 'filebased.FileBasedCache'}",  # noqa: F405
    "LOCATION": CACHE_URL or VAR_DIR / "cache" / "figures",  # noqa: F405
    "KEY_PREFIX": "figures",
}
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

SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 30 * 60  # seconds; idle time-out (等保 CES1-02)
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
X_FRAME_OPTIONS = "SAMEORIGIN"

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
DEADLINE_SWEEP_SECONDS = env.number("DEADLINE_SWEEP_SECONDS", 60)
REPOST_POLL_SECONDS = env.number("REPOST_POLL_SECONDS", 600)
CELERY_BEAT_SCHEDULE = {
    "outbox-sweep": {
        "task": "outbox.tasks.sweep",
        "schedule": OUTBOX_SWEEP_SECONDS,
        "options": {"expires": OUTBOX_SWEEP_SECONDS},  # sweeps do not pile up behind a busy worker
    },
    "deadlines": {
        "task": "deadlines.tasks.sweep",
        "schedule": DEADLINE_SWEEP_SECONDS,
        "options": {"expires": DEADLINE_SWEEP_SECONDS},
    },
    "repost-poll": {
        "task": "publication.reposting.tasks.poll_feeds",
        "schedule": REPOST_POLL_SECONDS,
        "options": {"expires": REPOST_POLL_SECONDS},
    },
    "repost-recheck": {
        "task": "publication.reposting.tasks.recheck_sources",
        "schedule": REPOST_POLL_SECONDS,
        "options": {"expires": REPOST_POLL_SECONDS},
    },
    "journal-seal": {"task": "audit.tasks.seal_journal", "schedule": JOURNAL_SEAL_SECONDS},
    "outlets": {"task": "publication.tasks.send_due", "schedule": 60, "options": {"expires": 60}},
    "live-pages": {"task": "publication.tasks.look_at_slice", "schedule": 600, "options": {"expires": 600}},
    "search-passages": {"task": "oversight.search.tasks.refresh_passages", "schedule": 60, "options": {"expires": 60}},
    "monthly-reports": {
        "task": "oversight.statistics.tasks.freeze_last_month",
        "schedule": 3600,
        "options": {"expires": 3600},
    },
    "idle-claims": {"task": "workflow.tasks.release_idle_claims", "schedule": 1800, "options": {"expires": 1800}},
    "validity": {"task": "publication.tasks.follow_the_day", "schedule": 900, "options": {"expires": 900}},
    "supervision": {"task": "oversight.tasks.sweep", "schedule": 900, "options": {"expires": 900}},
    "selfchecks": {"task": "oversight.tasks.remind_of_selfchecks", "schedule": 3600, "options": {"expires": 3600}},
    "others": {"task": "workflow.tasks.watch_others", "schedule": 300, "options": {"expires": 300}},
    "mornings": {"task": "workflow.tasks.tell_mornings", "schedule": 120, "options": {"expires": 120}},
    "messages": {"task": "notices.tasks.send_due", "schedule": 60, "options": {"expires": 60}},
    "notices-purge": {"task": "notices.tasks.purge", "schedule": 86400, "options": {"expires": 86400}},
}

# When the office works on a working day, where hours of work are counted (特急), and after how many working days the
# office is reminded of what has to be published (R21).
OFFICE_HOURS = env.text("OFFICE_HOURS", "08:30-12:00 13:30-17:30")
PUBLICATION_ALERTS = [int(days) for days in env.words("PUBLICATION_ALERTS", "10,15,18")]

# The annual report is that of a local government, due on 31 March, and not of a department, due on 31 January (R81).
GOVERNMENT_REPORT = env.flag("GOVERNMENT_REPORT", False)

NOTICE_KEEP_DAYS = env.number("NOTICE_KEEP_DAYS", 90)  # read notices go after so many days
NOTICE_LEADER_DAYS = env.number("NOTICE_LEADER_DAYS", 3)  # working days overdue; then the leader in charge is told
NOTICE_FLOOD_MESSAGES = env.number("NOTICE_FLOOD_MESSAGES", 5)  # more messages of a group than this within
NOTICE_FLOOD_MINUTES = env.number("NOTICE_FLOOD_MINUTES", 30)  # so many minutes become one
NOTICE_TITLES = env.flag("NOTICE_TITLES", False)  # may messages name documents that are not public by their titles?
NOTICE_MAIL_DOMAINS = env.words("NOTICE_MAIL_DOMAINS", "")  # mail goes to addresses of these domains only
ROBOT_HOSTS = env.words("ROBOT_HOSTS", "")  # group robots stand on these hosts only: host, or host:port
OFFICE_URL = env.text("OFFICE_URL", "")  # the address of the office side, for links in messages; empty: no links
NOTICE_DIGEST_AT = time.fromisoformat(env.text("NOTICE_DIGEST_AT", "08:30"))  # office time, on working days
CLAIM_IDLE_DAYS = env.number("CLAIM_IDLE_DAYS", 3)  # working days after which a claim without an act lapses; 0: never

PROOF_SLICE = env.number("PROOF_SLICE", 60)  # live releases that are looked at every ten minutes
OUTLET_FOLDERS = env.text("OUTLET_FOLDERS", str(VAR_DIR / "outlets"))  # exchange folders stand below this one
OUTLET_PLAIN_HTTP = env.flag("OUTLET_PLAIN_HTTP", False)  # web hooks without TLS, inside a network of one's own
EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, EMAIL_USE_TLS, EMAIL_USE_SSL = mail.settings_of(
    env.secret("EMAIL_URL", "")
)
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", f"mingfa@{SITE['domain']}")

# 索引号 (R30): year, month ({month:02d}) and serial of the first publication; also the address on the portal.
INDEX_NUMBER_PATTERN = env.text("INDEX_NUMBER_PATTERN", "360A00/{year}-{serial:05d}")

# 公开内容包 for a portal on another network (docs/operations/two-networks.md).
BUNDLE_PRIVATE_KEY_FILE = Path(env.text("BUNDLE_PRIVATE_KEY_FILE", str(VAR_DIR / "keys" / "bundle.key")))

# Older documents (manage.py import_register): `key` follows from number or title, so a second import finds its rows.
REGISTER_INDEX_PATTERN = env.text("REGISTER_INDEX_PATTERN", "360A01/{year}-{key}")
REPOST_INDEX_PATTERN = env.text("REPOST_INDEX_PATTERN", "360A02/{year}-{key}")  # documents of higher bodies (ADR 0037)
REPOST_HOSTS = env.words("REPOST_HOSTS", "www.gov.cn")  # from here alone they are fetched: host, or host:port
