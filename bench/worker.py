"""How much memory a worker needs: walk documents to their release in this process and tell the peak."""

import json
import os
import resource
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")

import django

from config import database

database.ensure("postgres-bench")
django.setup()

from django.core.management import call_command

from common.scratch import scratch_database
from documents.choices import Status
from documents.models import Document
from tests.workflow.road import Road


def main() -> None:
    """Print one JSON object: released, peak_mib."""
    with scratch_database("bench_worker"):
        call_command("migrate", verbosity=0)
        road = Road()
        for _ in range(int(sys.argv[1])):
            document = road.draft(*["现就有关工作通知如下，请认真贯彻执行。" * 5] * 60)
            road.submit(document)
            road.walk(document)
        released = Document.objects.filter(status=Status.PUBLISHED).count()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"released": released, "peak_mib": peak}))


if __name__ == "__main__":
    main()
