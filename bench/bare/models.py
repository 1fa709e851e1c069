"""What a bare django-viewflow application needs: a process of its own and an audit row."""

from django.conf import settings
from django.db import models
from viewflow.workflow.models import Process


class BareProcess(Process):
    """A process with nothing but a title."""

    title = models.CharField(max_length=200)


class BareAudit(models.Model):
    """One row for each step, as the yardstick asks."""

    process = models.ForeignKey(BareProcess, models.CASCADE)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    node = models.CharField(max_length=50)
    comment = models.TextField()
    at = models.DateTimeField(auto_now_add=True)
