"""The journal's sentences of the catalogue."""

from audit import verbs
from publication.items.choices import ItemAct

verbs.register(
    {
        "publication.item_proposed": "%(by)s 提请%(act)s主动公开目录项 %(code)s",
        "publication.item_approved": "%(by)s 批准%(act)s主动公开目录项 %(code)s",
        "publication.item_refused": "%(by)s 不批准%(act)s主动公开目录项 %(code)s",
        "publication.item_withdrawn": "%(by)s 收回%(act)s主动公开目录项 %(code)s 的申请",
    },
    labels={"act": {str(value): str(label) for value, label in ItemAct.choices}},
    names={
        "publication.item_approved": "批准变更主动公开目录项",
        "publication.item_proposed": "提请变更主动公开目录项",
        "publication.item_refused": "不批准变更主动公开目录项",
        "publication.item_withdrawn": "收回变更主动公开目录项的申请",
    },
)
