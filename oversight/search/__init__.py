"""检索: whatever of a document a person may read, found by its words; nothing by words the person may not read."""
