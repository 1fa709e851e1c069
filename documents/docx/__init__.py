"""Reading, examining and typesetting official documents in .docx; pure Python, no database, no settings.

The folders stand on each other in this order (import-linter holds it); what all of them speak of lies beside them:
model, content, text, genres, numbers, dates, signs, places, redaction.

    intake.take_in(data, filename) -> Intake(draft, hidden)               the one door for an upload
    examining/    examiner.examine(data, filename) -> Report              what `manage.py examine` prints
                  mending.mended(draft) -> bytes                          the same document by the standard (`--fix`)
                  marks.refuse_classified(package, filename)              密级 marks
                  hidden.hidden_content(package) -> list[Hidden]
    reading/      reader.read(package) -> Draft
    opening/      package.open_package(data, filename) -> Package         safe opening
    libreoffice/  pdf.convert(data, timeout=) -> bytes | None             fonts.missing()
    typesetting/  typeset.typeset(content, elements, pictures) -> bytes   equal bytes for equal input
                  html.render(content, elements) -> str
    content.to_json, from_json, digest, with_attachment, with_addressees
    numbers.parse(text) -> Number | None       genres.genre_of(title) -> Genre | None

Every refusal is a documents.docx.errors.FileRefused (codes DOC-3xx).
"""
