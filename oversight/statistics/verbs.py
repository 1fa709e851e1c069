"""The journal's sentences of the monthly reports."""

from audit import verbs

verbs.register(
    {
        "report.made": "%(by)s 生成 %(organ)s %(month)s 月报",
        "report.corrected": "%(by)s 更正 %(organ)s %(month)s 月报，为第 %(edition)s 版：%(reason)s",
    },
    names={
        "report.corrected": "更正月报",
        "report.made": "生成月报",
    },
)
