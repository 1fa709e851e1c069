"""The journal's sentences of this app."""

from audit import verbs

verbs.register(
    {
        "interpretation.save_plan": "%(by)s 保存第%(serial)s版解读方案",
        "interpretation.material": "%(by)s 保存解读材料%(number)s第%(serial)s版（第%(phase)s阶段）",
        "interpretation.submitted": "%(by)s 将第%(phase)s阶段解读材料%(number)s送审",
        "interpretation.officer": "%(by)s 保密审查第%(phase)s阶段解读材料%(number)s：可以公开",
        "interpretation.head": "%(by)s 复审第%(phase)s阶段解读材料%(number)s：可以公开",
        "interpretation.news": "%(by)s 审核第%(phase)s阶段解读材料%(number)s：同意",
        "interpretation.published": "%(by)s 公布第%(phase)s阶段解读材料%(number)s",
        "interpretation.returned": "%(by)s 退回第%(phase)s阶段解读材料%(number)s",
    },
    names={
        "interpretation.head": "复审解读材料：可以公开",
        "interpretation.news": "审核解读材料：同意",
        "interpretation.officer": "保密审查解读材料：可以公开",
        "interpretation.submitted": "解读材料送审",
    },
)
