"""年度自查: what is not public is judged anew each year, and the result is a report (规则38; FD(二十))."""
