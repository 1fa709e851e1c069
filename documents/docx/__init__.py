"""Reading, examining and typesetting official documents in .docx; pure Python, no database, no settings.

    intake.take_in(data, filename) -> Intake(draft, hidden)     the one door for an upload
    package.open_package(data, filename) -> Package             safe opening
    marks.classified_mark(package, filename) -> bool            marks.refuse_classified(...) raises
    reader.read(package) -> Draft
    hidden.hidden_content(package) -> list[Hidden(kind, place, count)]
    content.content_of(draft), to_json, from_json, digest, with_attachment, with_addressees
    typeset.typeset(content, elements, pictures) -> bytes       a new .docx, equal bytes for equal input
    html.render(content, elements) -> str
    pdf.convert(data, timeout=) -> bytes | None                 pdf.available()
    numbers.parse(text) -> Number | None
    genres.genre_of(title) -> Genre | None
    examiner.examine(data, filename) -> Report                  what `manage.py examine` prints
    mending.mended(draft) -> bytes                              the same document by the standard (`--fix`)

Every refusal is a documents.docx.errors.FileRefused (codes DOC-3xx).
"""
