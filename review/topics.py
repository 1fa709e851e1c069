"""What a confidentiality review checks besides, by what the text is about (education; regulations §10.2, §11)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from review.choices import CHECKLIST


@dataclass(frozen=True, slots=True)
class Topic:
    """A head of the checklist that is asked only where the text speaks of its matter."""

    head: str
    words: re.Pattern[str]


TOPICS = {
    "topic_pupils": Topic(
        "学生、幼儿的姓名、照片、班级、住址等未公开，或已取得监护人单独同意（未成年人保护法第103条；个人信息保护法第31条）",
        re.compile(r"学生|幼儿|儿童|未成年|少年|学籍"),
    ),
    "topic_examinations": Topic(
        "试题、答案、评分标准和考务安排未到可以公开的时间，不含考生个人成绩和名次（教育法第79条；教育部令第50号）",
        re.compile(r"考试|试题|试卷|命题|评卷|考点|考务|考生|成绩"),
    ),
    "topic_enrolment": Topic(
        "招生计划、程序和结果依法公开，不含考生、家长的证件、住址、户籍等信息（条例第20条；个人信息保护法第6条）",
        re.compile(r"招生|录取|入学|学区|学位分配"),
    ),
    "topic_hardship": Topic(
        "资助、救助名单只列必要信息，不含困难原因、家庭情况、证件和账号（教财〔2018〕16号；国办发〔2018〕23号）",
        re.compile(r"资助|助学|困难学生|家庭经济困难|低保|救助|孤儿|残疾"),
    ),
    "topic_school_safety": Topic(
        "不含警力、技防布点、值守和应急通道等公开后危及师生安全的细节（条例第14条；反恐怖主义法）",
        re.compile(r"校园安全|安防|技防|安保|应急预案|值守|警务室|消防"),
    ),
}
EVERY_HEAD = (*CHECKLIST, *TOPICS)


def topics_of(lines: Iterable[str]) -> list[str]:
    """Return the codes of the topics that the lines speak of, in the order of TOPICS."""
    text = "\n".join(lines)
    return [code for code, topic in TOPICS.items() if topic.words.search(text)]


def heads_of(topics: Iterable[str]) -> dict[str, str]:
    """Return every head of the checklist with its words: those that are always asked, then those of the topics."""
    return CHECKLIST | {code: TOPICS[code].head for code in topics if code in TOPICS}
