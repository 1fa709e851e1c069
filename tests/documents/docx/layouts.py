"""One document in thousands of layouts: each of its elements set in one of the ways that offices use."""

from dataclasses import dataclass
from datetime import date
from random import Random

from documents.docx.reading.numbering import in_han
from tests.documents.docx.making import box, centred, docx, p, r, right, tbl, with_header

NBSP, WIDE, BREAK = "\xa0", "\u3000", "<w:r><w:br/></w:r>"


@dataclass(frozen=True)
class Facts:
    """What a reader must find, whatever the layout."""

    bodies: tuple[str, ...]
    matter: str
    number: str
    day: date

    @property
    def title(self):
        return "、".join(self.bodies) + self.matter


FACTS = [
    Facts(("国务院",), "关于印发改革实施方案的通知", "国发〔2019〕4号", date(2019, 1, 24)),
    Facts(("国务院办公厅",), "转发国家地震局关于加强防震减灾工作意见报告的通知", "国办发〔1996〕2号", date(1996, 2, 5)),
    Facts(("国务院", "中央军委"), "关于授予某部荣誉称号的命令", "国函〔1986〕9号", date(1986, 10, 1)),
    Facts(("教育部办公厅",), "关于同意（集团）总公司开展试点的复函", "教厅函〔2020〕18号", date(2020, 12, 31)),
    Facts(("某某省教育厅", "某某省财政厅"), "关于下达2021年经费的通知", "某教财〔2021〕105号", date(2021, 3, 2)),
    Facts(
        ("中共某某市委", "某某市人民政府"),
        "关于《某某规划（2021—2025年）》的批复",
        "某发〔2021〕1号",
        date(2021, 11, 11),
    ),
    Facts(
        ("某某县人民政府",), "关于设立某某区，某某镇改称某某街道办事处的决定", "某政规〔2022〕3号", date(2022, 10, 20)
    ),
    Facts(("某某大学",), "关于做好招生工作的紧急通知", "某大明电〔2023〕7号", date(2023, 6, 30)),
]
TEXT = [
    "为做好有关工作，现将有关事项通知如下。",
    "一、总体要求",
    "坚持以人民为中心，推动高质量发展。",
    "（一）健全机制。各地区、各部门要高度重视，加强组织领导。",
    "1.加强领导。2018年12月底前完成。",
    "二、组织实施",
]
ADDRESSEES = ["各省、自治区、直辖市人民政府，国务院各部委、各直属机构：", "教育部：", "王某某委员：", ""]
NOTES = ["（此件公开发布）", "（本文有删减）", "(此件主动公开)", "（此件有删减）", ""]
ENCLOSED = [
    [],
    [centred("关于加强管理的意见"), p("国务院："), p("提出以下意见。"), right("教育部", "一九九六年一月五日")],
    [centred("有关工作实施方案"), p(), p("为做好工作，制定本方案。"), p("一、总体要求"), p("2019年1月1日起施行。")],
    [p("附件1"), centred("任务分工表"), tbl(["任务", "单位", "日期"], ["检查", "国务院办公厅", "2018年5月1日"])],
]


def in_pieces(random, text, count):
    cuts = sorted(random.sample(range(2, len(text) - 1), count - 1))
    return [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]


def dressed(random, number):
    """Return a number as people type it."""
    ways = [("〔", "["), ("〔", "（"), ("〔", "【"), ("〔", " 〔 "), ("号", " 号"), ("号", "号\u200b"), ("", "")]
    old, new = random.choice(ways)
    closed = {"[": "]", "（": "）", "【": "】"}.get(new)
    text = number.replace(old, new) if old else random.choice(["发文字号：%s", "（%s）"]) % number
    return text.replace("〕", closed) if closed else text


def title_of(random, facts):
    title = facts.title
    style = '<w:pStyle w:val="Title"/>'
    lines = in_pieces(random, facts.matter, 2)
    names = "、".join(facts.bodies)
    return random.choice(
        [
            centred(title),
            centred(names + lines[0], lines[1]),
            centred(names, *lines),
            centred(" ".join(title)),
            p(align="center", runs=BREAK.join(map(r, [names + lines[0], lines[1]]))),
            "".join(p(WIDE * 8 + line) for line in (names + lines[0], lines[1])),
            p(title),
            p(title, properties=style),
            centred((WIDE * 2).join(facts.bodies), facts.matter),
        ]
    )


def head_of(random, facts):
    """Return the blocks that hold masthead, number and title, and the lines of a header."""
    title, number = title_of(random, facts), facts.number
    last = len(facts.bodies) - 1
    red = [body + ("文件" if at == last else "") for at, body in enumerate(facts.bodies)]
    return random.choice(
        [
            ([title, p(dressed(random, number), "center")], []),
            ([title, p(), p(number, "center")], []),
            ([p("特急"), centred(*red), p(), p(number, "center"), p(), title], []),
            ([centred(WIDE.join("".join(red))) if not last else centred(*red), p(number, "center"), title], []),
            ([p(number, "right"), title], []),
            ([tbl([WIDE.join(facts.bodies) + "文件"], [number]), title], []),
            ([box(p(number, "center")), title], []),
            ([title], [number]),
        ]
    )


def end_of(random, facts):
    day = facts.day
    spelled = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(day.year))
    written = random.choice(
        [
            f"{day.year}年{day.month}月{day.day}日",
            f"{day.year}年{day.month:02d}月{day.day:02d}日",
            f"{spelled}年{in_han(day.month)}月{in_han(day.day)}日",
            f"{day.year} 年 {day.month} 月 {day.day} 日",
        ]
    )
    names = random.choice([WIDE, WIDE * 2, NBSP * 4]).join(facts.bodies)
    return random.choice(
        [
            right(*facts.bodies, written),
            right(names, written),
            right(f"{names} {NBSP} {NBSP * 6}", written + NBSP * 8),
            p(WIDE * 14 + names) + p(WIDE * 14 + written),
            right(names + WIDE * 2 + written),
            p(names) + p(written),
            p(align="right", runs=r(names) + BREAK + r(written)),
            tbl([*facts.bodies], [*[""] * (len(facts.bodies) - 1), written]),
        ]
    )


def laid_out(seed):
    """Return a file, its facts and its closing note."""
    random = Random(seed)  # noqa: S311 - a layout is no secret
    facts = random.choice(FACTS)
    head, header = head_of(random, facts)
    note, addressees = random.choice(NOTES), random.choice(ADDRESSEES)
    blocks = [*head, *[p()] * random.randint(0, 2)]
    blocks += [p(addressees)] if addressees else []
    blocks += map(p, TEXT[: random.choice([1, len(TEXT)])])
    blocks += [end_of(random, facts)] + ([p(note)] if note else []) + [p()] * random.randint(0, 2)
    blocks += random.choice(ENCLOSED)
    data = with_header(*blocks, lines=header) if header else docx(*blocks)
    return data, facts, note.strip("（）()")
