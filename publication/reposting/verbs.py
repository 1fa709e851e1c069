"""The journal's sentences of re-posting."""

from audit import verbs
from publication.reposting.choices import Drift

verbs.register(
    {
        "repost.source_added": "%(by)s 增列转载来源“%(name)s”",
        "repost.source_switched": "%(by)s %(what)s转载来源“%(name)s”",
        "repost.found": "%(by)s 在来源“%(name)s”发现 %(count)s 件待转载",
        "repost.taken": "%(by)s 取回来源文件（%(media)s），疑点 %(doubts)s 处",
        "repost.declined": "%(by)s 决定不转载",
        "repost.published": "%(by)s 转载上级机关文件，索引号 %(index)s",
        "repost.drifted": "%(by)s 复查来源：%(drift)s",
        "repost.kept": "%(by)s 决定保留转载 %(index)s",
        "repost.withdrawn": "%(by)s 撤下转载 %(index)s",
    },
    labels={
        "drift": {str(value): str(label) for value, label in Drift.choices},
        "what": {"on": "启用", "off": "停用"},
        "media": {"html": "网页", "docx": "Word 文件"},
    },
    tones={"repost.published": "good", "repost.drifted": "alert", "repost.withdrawn": "alert"},
    names={
        "repost.found": "发现待转载文件",
        "repost.source_switched": "启用或停用转载来源",
    },
)
