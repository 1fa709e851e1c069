from tests.workflow.conftest import _no_pdf, road

__all__ = ["_no_pdf", "road"]
