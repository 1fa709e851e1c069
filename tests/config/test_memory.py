"""A web process leaves what it loaded at its start out of the collections of garbage."""

import subprocess
import sys

ASK = "import gc, sys, config.wsgi; print(gc.get_freeze_count(), 'workflow.views.lists' in sys.modules)"


def test_a_web_process_has_its_views_and_looks_through_them_no_more():
    out = subprocess.run([sys.executable, "-c", ASK], stdout=subprocess.PIPE, text=True, check=True)

    frozen, loaded = out.stdout.split()
    assert int(frozen) > 100_000
    assert loaded == "True"
