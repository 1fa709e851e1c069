from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """审查会签."""

    name = "review"
    verbose_name = "审查会签"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register rules, facts, verbs and jobs."""
        from review import (
            clocks,
            consultation_rules,
            consultation_selectors,
            dataset_rules,
            dataset_selectors,
            emergencies,
            emergency_rules,
            findings,
            plan_comments,
            plan_scan,
            rules,
            selectors,
            verbs,
        )

        del clocks, consultation_rules, consultation_selectors, dataset_rules, dataset_selectors, emergencies
        del emergency_rules, findings, plan_comments, plan_scan, rules, selectors, verbs
