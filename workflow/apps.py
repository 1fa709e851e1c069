from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    """公文流转."""

    name = "workflow"
    verbose_name = "公文流转"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register rules, facts, verbs and jobs."""
        from workflow import clocks, erasing, housekeeping, reposted, resigning, selectors, verbs
        from workflow.engine import jobs
        from workflow.watching import reached

        del clocks, erasing, housekeeping, jobs, reached, reposted, resigning, selectors, verbs
