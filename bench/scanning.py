"""The scanner beside raw hyperscan, with 5,000 terms and all patterns, and its quality kind by kind.

Raw is the same database over the same bytes with a callback that only counts. Two corpora: ordinary official text,
the paragraphs of real documents with one hit planted in 2 kB (the yardstick), and the labelled corpus of the tests,
where nearly every line holds a hit. Processor time, so that a busy machine disturbs less.
"""

import os
import re
import statistics
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random

from config.database import ROOT
from documents.docx.model import Line
from documents.docx.opening.package import open_package
from documents.docx.reading.reader import read
from review.scanner import Dictionary, Term, TermKind, engine, scan
from tests.review.scanner import FOUNDING, second
from tests.review.scanner.corpus import FORMS, corpus
from tests.review.scanner.quality import Quality, measure

SAMPLES = Path(os.environ.get("MINGFA_SAMPLES", ROOT.parent / "shared" / "samples")) / "official"
TERMS, MEGABYTES, BYTES_A_HIT = 5000, 10, 2000


def scanning(rounds: int = 7) -> dict[str, object]:
    """Return compile seconds, throughput over both corpora with its ratio to raw hyperscan, and the quality."""
    random = Random(4)
    texts = real_texts()
    dictionary = invented(texts, random)
    began = time.process_time()
    engine.database(dictionary)
    compiled = time.process_time() - began
    return {
        "terms": len(dictionary),
        "compile_seconds": compiled,
        "ordinary": throughput(list(ordinary(texts, dictionary, random)), dictionary, rounds),
        "dense": throughput([each.line for each in corpus(60)], dictionary, rounds),
        "quality": qualities(measure(20)),
        "second_quality": qualities(measure(20, second.FORMS, second.NEGATIVES)),
    }


def real_texts() -> list[str]:
    """Return the paragraphs of the real documents at hand; of the founding document alone where there are no others."""
    paths = sorted(SAMPLES.glob("*.docx")) or [FOUNDING]
    return [line.text for path in paths for line in _lines(path) if line.text]


def _lines(path: Path) -> Iterable[Line]:
    return read(open_package(path.read_bytes(), path.name)).lines


def invented(texts: list[str], random: Random) -> Dictionary:
    """Return terms made of two pieces of real words that do not stand side by side in the texts."""
    words = "".join(re.findall("[一-鿿]{2,}", "".join(texts)))
    found: set[str] = set()
    while len(found) < TERMS:
        first, other = random.randrange(len(words) - 4), random.randrange(len(words) - 4)
        term = words[first : first + random.randint(1, 3)] + words[other : other + random.randint(2, 4)]
        if term not in words:
            found.add(term)
    terms = enumerate(sorted(found))
    return Dictionary(Term(text, TermKind.WORDING, "warn", "", "", str(number)) for number, text in terms)


def ordinary(texts: list[str], dictionary: Dictionary, random: Random) -> Iterable[Line]:
    """Yield real paragraphs, drawn at random, with a term or something personal behind one in every 2 kB."""
    terms, size, due = [term.text for term in dictionary], 0, 0
    while size < MEGABYTES * 1e6:
        text = random.choice(texts)
        if size >= due:
            due += BYTES_A_HIT
            _, form, make = random.choice(FORMS)
            text += random.choice(terms) if random.random() < 0.5 else form.format(make(random))
        size += len(text.encode())
        yield Line(str(size), text)


def throughput(lines: list[Line], dictionary: Dictionary, rounds: int) -> dict[str, float]:
    """Return MB/s of the whole scan and of raw hyperscan, in turns, and their ratio; megabytes are of UTF-8."""
    database, data = engine.database(dictionary), list(engine.streams(line.text for line in lines))
    megabytes = sum(len(line.text.encode()) for line in lines) / 1e6
    raw, whole, findings = [], [], 0

    def count(*_: object) -> None:
        nonlocal findings
        findings += 1

    for _ in range(rounds):
        raw.append(_seconds(lambda: [database.scan(each, count) for each in data]))
        whole.append(_seconds(lambda: scan(lines, dictionary)))
    return {
        "megabytes": megabytes,
        "events": findings / rounds,
        "findings": len(scan(lines, dictionary)),
        "mb_per_second": megabytes / statistics.median(whole),
        "hyperscan_mb_per_second": megabytes / statistics.median(raw),
        "ratio": statistics.median(a / b for a, b in zip(raw, whole, strict=True)),
    }


def qualities(found: dict[object, Quality]) -> dict[str, dict[str, float]]:
    """Return recall and precision by the name of the kind."""
    return {kind.label: {"recall": each.recall, "precision": each.precision} for kind, each in found.items()}


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began
