"""统计: what the office did in a period, by desk, reason, attribute and stage; and the frozen monthly reports."""
