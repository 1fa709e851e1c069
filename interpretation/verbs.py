"""The journal's sentences of this app."""

from audit import verbs

verbs.register({"interpretation.save_plan": "%(by)s 保存第%(serial)s版解读方案"})
