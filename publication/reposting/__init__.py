"""转载: documents of higher bodies are found in their feeds and re-posted within 24 hours (教办厅〔2017〕3号（十八）).

`fetching` gets what a configured host serves, `feeds` reads Atom and RSS, `extracting` finds the text of a page or
Word file, `looking` lets the scanner look it over, `hours` counts the 24 hours, `services` do what a person decides.
"""
