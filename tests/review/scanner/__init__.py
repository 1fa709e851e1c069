from pathlib import Path

FOUNDING = Path(__file__).parent.parent.parent / "data" / "moe-2017-3.docx"
