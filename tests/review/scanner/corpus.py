"""A labelled corpus: real sentences with planted personal information in many forms, and what only looks like it.

Deterministic for a seed; all people, numbers and addresses are invented.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from random import Random

from stdnum import luhn
from stdnum.iso7064 import mod_11_2

from documents.docx.model import Line
from documents.docx.opening.package import open_package
from documents.docx.reading.reader import read
from review.scanner import Kind
from tests.review.scanner import FOUNDING

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国志红小雨子涵欣怡浩然梓萱"
PLACES = (
    "北京市海淀区学院路",
    "上海市徐汇区漕溪北路",
    "广州市天河区体育西路",
    "成都市武侯区一环路",
    "杭州市西湖区文三路",
)


@dataclass(frozen=True, slots=True)
class Planted:
    """A line and what is planted in it: kind and value, or None for a hard negative."""

    line: Line
    kind: Kind | None
    value: str


def birthday(random: Random) -> str:
    return f"{random.randint(1950, 1999)}{random.randint(1, 12):02}{random.randint(1, 28):02}"


def id_card(random: Random) -> str:
    area = random.choice((110105, 310104, 440106, 510107, 810000, 830000))
    front = f"{area}{birthday(random)}{random.randint(0, 999):03}"
    return front + str(mod_11_2.calc_check_digit(front))


def bank_card(random: Random) -> str:
    front = random.choice(("622202", "621700", "436742", "520083", "356895")) + "".join(
        str(random.randint(0, 9)) for _ in range(random.choice((9, 12)))
    )
    return front + luhn.calc_check_digit(front)


def mobile(random: Random) -> str:
    return f"1{random.randint(3, 9)}{random.randint(0, 10**9 - 1):09}"


def name(random: Random) -> str:
    return random.choice(SURNAMES) + "".join(random.choice(GIVEN) for _ in range(random.choice((1, 2))))


def plate(random: Random) -> str:
    return f"{random.choice('京沪粤川浙')}{random.choice('ABCDEFGH')}{random.randint(0, 99999):05}"


def address(random: Random) -> str:
    house, door = f"{random.randint(1, 99)}号{random.randint(1, 20)}号楼", random.randint(101, 909)
    return f"{random.choice(PLACES)}{house}{random.randint(1, 6)}单元{door}室"


def wide(text: str) -> str:
    return "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in text)


def spaced(text: str, *cuts: int, by: str = " ") -> str:
    edges = [0, *cuts, len(text)]
    return by.join(text[a:b] for a, b in pairwise(edges))


Forms = list[tuple[Kind, str, Callable[[Random], str]]]
Negatives = list[tuple[str, Callable[[Random], str]]]

FORMS: Forms = [
    (Kind.ID_CARD, "身份证号：{}。", id_card),
    (Kind.ID_CARD, "公民身份号码{}的申请人", id_card),
    (Kind.ID_CARD, "（{}）", id_card),
    (Kind.ID_CARD, "证件号码{}，", lambda r: spaced(id_card(r), 6, 14)),
    (Kind.ID_CARD, "证件：{}", lambda r: spaced(id_card(r), 6, 10, 12, 14, by="-")),
    (Kind.ID_CARD, "身份证{}", lambda r: wide(id_card(r))),
    (Kind.ID_CARD, "经查，{}持有人", lambda r: id_card(r).lower()),
    (Kind.OLD_ID_CARD, "身份证号{}", lambda r: f"110105{birthday(r)[2:]}{r.randint(100, 999)}"),
    (Kind.IP_ADDRESS, "登录IP地址{}", lambda r: f"10.{r.randint(0, 255)}.{r.randint(0, 255)}.{r.randint(1, 254)}"),
    (Kind.STUDENT_NUMBER, "学籍主号{}", lambda r: "G" + id_card(r)),
    (Kind.STUDENT_NUMBER, "临时编号{}。", lambda r: "L" + id_card(r)),
    (Kind.BANK_CARD, "卡号：{}", bank_card),
    (Kind.BANK_CARD, "转入{}账户", bank_card),
    (Kind.BANK_CARD, "开户行及账号 {}", lambda r: spaced(bank_card(r), 4, 8, 12)),
    (Kind.BANK_CARD, "助学金发放至{}", lambda r: wide(bank_card(r))),
    (Kind.MOBILE, "手机：{}", mobile),
    (Kind.MOBILE, "请拨打{}咨询", mobile),
    (Kind.MOBILE, "联系电话{}", lambda r: spaced(mobile(r), 3, 7)),
    (Kind.MOBILE, "家长电话{}", lambda r: spaced(mobile(r), 3, 7, by="-")),
    (Kind.MOBILE, "（+86 {}）", mobile),
    (Kind.MOBILE, "电话：{}", lambda r: wide(mobile(r))),
    (Kind.EMAIL, "电子邮箱：{}", lambda r: f"user{r.randint(1, 9999)}@163.com"),
    (Kind.EMAIL, "投稿至{}。", lambda r: f"jw_{r.randint(1, 99)}@moe.edu.cn"),
    (Kind.LANDLINE, "住宅电话{}", lambda r: f"010-{r.randint(60000000, 69999999)}"),
    (Kind.LANDLINE, "电话（传真）：{}", lambda r: f"0{r.randint(311, 379)}-{r.randint(2000000, 8999999)}"),
    (Kind.PASSPORT, "护照号码{}", lambda r: f"E{r.randint(10000000, 99999999)}"),
    (Kind.PASSPORT, "所持护照（{}）", lambda r: f"G{r.randint(10000000, 99999999)}"),
    (Kind.TRAVEL_PERMIT, "港澳居民来往内地通行证{}", lambda r: f"H{r.randint(10**8, 10**9 - 1)}"),
    (Kind.MILITARY_ID, "军官证{}", lambda r: f"军字第{r.randint(100000, 9999999)}号"),
    (Kind.PLATE, "车辆号牌{}", plate),
    (Kind.PLATE, "停放的{}小客车", plate),
    (Kind.MESSENGER, "微信号：{}", lambda r: f"wx_{r.randint(10000, 99999)}"),
    (Kind.MESSENGER, "QQ：{}", lambda r: str(r.randint(10**7, 10**9))),
    (Kind.EXAM_NUMBER, "准考证号：{}", lambda r: str(r.randint(10**9, 10**10))),
    (Kind.EXAM_NUMBER, "学号{}", lambda r: str(r.randint(10**9, 10**10))),
    (Kind.ADDRESS, "现住{}。", address),
    (Kind.ADDRESS, "家庭住址：{}", address),
    (Kind.NAME, "申请人：{}，", name),
    (Kind.NAME, "当事人姓名：{}。", name),
    (Kind.NAME, "举报人：{}（", name),
    (Kind.MINOR, "学生：{}，三年级二班", name),
    (Kind.MINOR, "幼儿姓名：{}；", name),
    (Kind.SENSITIVE, "姓名：{}，患有慢性疾病", name),
    (Kind.SENSITIVE, "申请人：{}，经认定为家庭经济困难", name),
    (Kind.WORK_SECRET_MARK, "（{}）", lambda _: "内部资料"),
    (Kind.WORK_SECRET_MARK, "{}，请妥善保管。", lambda _: "不得外传"),
    (Kind.WORK_SECRET_MARK, "标注：{}3年", lambda _: "工作秘密★"),
    (Kind.WORK_SECRET_MARK, "本材料{}。", lambda _: "仅供内部参考"),
]  # fmt: skip

NEGATIVES: Negatives = [
    ("《关于印发工作方案的通知》（教办厅{}）", lambda r: f"〔{r.randint(2000, 2026)}〕{r.randint(1, 999)}号"),
    ("安排资金{}元。", lambda r: f"{r.randint(10**10, 10**12)}"),
    ("安排资金{}万元。", lambda r: f"{r.randint(10**4, 10**6) / 100:.2f}"),
    ("自{}起施行。", lambda r: f"{r.randint(2000, 2026)}年{r.randint(1, 12)}月{r.randint(1, 28)}日"),
    ("时间：{}。", lambda r: f"{r.randint(2000, 2026)}-{r.randint(1, 12):02}-{r.randint(1, 28):02}"),
    ("依据条例第{}条规定", lambda r: str(r.randint(1, 60))),
    ("拨打{}政务服务热线", lambda _: "12345"),
    ("统一社会信用代码{}", lambda _: "91350100M000100Y43"),
    ("ISBN {}，", lambda r: f"978-7-04-{r.randint(100000, 999999)}-{r.randint(0, 9)}"),
    ("项目编号{}。", lambda r: f"20{r.randint(10**11, 10**12 - 1)}"),
    ("网址为http://www.moe.gov.cn/{}.html", lambda r: f"t{r.randint(20100101, 20261231)}_{r.randint(100000, 999999)}"),
    ("京ICP备{}号", lambda r: str(r.randint(10000000, 19999999))),
    ("共有学生{}人，", lambda r: str(r.randint(10**5, 10**8))),
    ("见第{}页第3行", lambda r: str(r.randint(1, 400))),
    ("（{}）", lambda r: "、".join(str(r.randint(1, 99)) for _ in range(6))),
    ("学生：{}", lambda _: "全体在校生"),
    ("姓名：{}", lambda _: "（签字）"),
    ("条形码{}", lambda r: f"69{r.randint(10**10, 10**11 - 1)}"),
    ("{}", lambda r: f"1.{r.randint(1, 9)}.{r.randint(1, 9)}.{r.randint(1, 9)} 总体要求"),
    ("同比增长{}%", lambda r: f"{r.randint(1, 99)}.{r.randint(10**10, 10**11)}"),
    ("严禁泄露{}，", lambda _: "内部资料和工作秘密"),
    ("该行改革方案印发于银行系统{}。", lambda r: f"2019-09-{r.randint(10, 30)} 2019-10-{r.randint(10, 31)}"),
]  # fmt: skip


@cache
def sentences() -> tuple[str, ...]:
    """Return the real lines of the founding document."""
    draft = read(open_package(FOUNDING.read_bytes(), FOUNDING.name))
    return tuple(line.text for line in draft.lines if len(line.text) > 20)


def corpus(
    rounds: int, forms: Forms = FORMS, negatives: Negatives = NEGATIVES, seed: int = 20170323
) -> Iterator[Planted]:
    """Yield every form and every negative `rounds` times, each inside a real sentence, and all sentences bare."""
    random, place = Random(seed), 0  # noqa: S311  a corpus, no secret
    for text in sentences():
        yield Planted(Line(str(place), text), None, "")
        place += 1
    plans = [*forms, *((None, form, make) for form, make in negatives)]
    for _ in range(rounds):
        for kind, form, make in plans:
            value, text = make(random), random.choice(sentences())
            cut = text.find("。") + 1 or len(text)
            yield Planted(Line(str(place), text[:cut] + form.format(value) + text[cut:]), kind, value)
            place += 1
