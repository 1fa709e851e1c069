"""The scanner: its quality kind by kind, its throughput beside raw hyperscan over the same text."""

import statistics
import time
from collections.abc import Callable

from review.scanner import scan
from review.scanner.engine import candidates
from review.scanner.scan import ROUGH
from tests.review.scanner.corpus import corpus
from tests.review.scanner.quality import measure


def scanning(rounds: int = 5) -> dict[str, object]:
    """Return recall and precision of each kind, MB/s of the whole scan and of hyperscan's pass alone, and the ratio."""
    lines = [each.line for each in corpus(60)]
    texts = [line.text for line in lines]
    size = sum(len(text.encode()) for text in texts) / 1e6
    whole, raw = [], []
    for _ in range(rounds):
        whole.append(size / _seconds(lambda: scan(lines)))
        raw.append(size / _seconds(lambda: candidates(texts, ROUGH)))
    return {
        "megabytes": size,
        "mb_per_second": statistics.median(whole),
        "hyperscan_mb_per_second": statistics.median(raw),
        "ratio": statistics.median(a / b for a, b in zip(whole, raw, strict=True)),
        "quality": {kind.label: {"recall": q.recall, "precision": q.precision} for kind, q in measure(20).items()},
    }


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
