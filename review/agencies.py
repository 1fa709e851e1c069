"""Which other agencies a text concerns: named where it says what they do or have to do (条例11; R25).

Only who is named by a proper name is found, and only as the one who acts: 请财政部…, 由海南省人民政府制定, 财政部、
税务总局负责, 会同公安部. Whose document is cited, to whom it is addressed or who is named in passing is not concerned;
nor is who is named in general (有关部门, 各省人民政府, 统计局). A suggestion to a person, never an answer.
"""

import re
from collections.abc import Collection, Iterable

from review.agency_names import ALIKE, BUREAUS, CENTRAL

MOST = 40
LONGEST = 60  # characters of a name
_PROVINCES = (
    "(?:(?:北京|天津|上海|重庆)市|(?:河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|"
    "青海)省|(?:内蒙古|广西壮族|西藏|宁夏回族|新疆维吾尔)自治区|新疆生产建设兵团)"
)
_HAN = "[\u4e00-\u9fa5]"
_BETWEEN = "和与及或由请向经各将对在被等的为是本该其某有"
_PLAIN = f"(?:(?![{_BETWEEN}]){_HAN})"
_IN_GENERAL = (
    "(?![全我某每两多外][市县区]|直辖|设区|有关|相关|所在|当地|地方|[上下同省市县乡]级|试点|申请|户籍|住所|项目"
    "|[省市县区州]?(?:城市|市场))"
)
_TOWN = rf"{_IN_GENERAL}{_PLAIN}{{1,6}}?(?:市|自治州|自治县|县|区|旗)"
_PLACE = rf"(?:{_PROVINCES}(?:{_TOWN}){{0,2}}|(?:{_TOWN}){{1,2}})"
_LOCAL = (
    rf"{_PLACE}(?:人民政府(?:办公厅|办公室)?|(?:高级|中级)?人民法院|人民检察院|纪委监委|监察委员会"
    rf"|委(?:组织部|宣传部|统战部|政法委|网信办|编办|社会工作部)|{_PLAIN}{{2,8}}?(?:厅|局|委员会|委))"
)
_AGENCY = rf"(?:{'|'.join(sorted({*CENTRAL, *ALIKE}, key=len, reverse=True))}|{_LOCAL})(?![门长令])"
_MANY = rf"{_AGENCY}(?:(?:、|，|和|与|及|以及){_AGENCY}){{0,20}}"  # bounded: every one of a list may begin a list
_ALSO = r"(?:等(?:\d+个|有关|相关|多个)?(?:部门|单位|机关)(?:和单位)?)?"
_HOW = (
    "(?:(?:按|根据)?(?:照)?(?:各自)?职责(?:分工|权限)?|依法|分别|共同|联合|已经?|正在|每年|定期|统一|具体"
    "|进一步|具有|还|也|均|都|并|积极|适时|及时){0,6}"
)
_DOES = (
    "(?:要(?![求点闻素件])|应(?![急用聘届])|须|需(?!求)|必须|将|不得|负责(?!人|同志)|牵头|会同|联合|配合|参与|承担"
    "|组织(?!部|机构)|开展|实施|指导(?!意见|性|下)|监督(?!管理局|电话)|制定|建立|加强|完善|统筹|推进|做好|落实"
    "|研究(?!院|所|室|生)|提供|审批|审核|核定|受理|办理|安排|下达|拨付|协助|支持|协调|监管|查处|调查|认定|评定|确定)"
    "(?!.{0,4}的《)(?!的)"
)
_START = r"(?:^|(?<=[\s。；;，,：:（(）)、“]))"
_ACTING = re.compile(
    rf"{_START}(?P<acts>{_MANY})(?={_ALSO}{_HOW}{_DOES})"
    rf"|(?:由|请|会同|商(?!务)|联合|责成)(?P<asked>{_MANY})(?!印发|发布|公布|制发|令|关于)"
)
_NAME = re.compile(_AGENCY)
_TITLES = re.compile("《[^《》]*(?:《[^《》]*》[^《》]*)*》")


def agencies_in(lines: Iterable[str], own: Collection[str] = ()) -> list[str]:
    """Return the agencies that the lines concern, each once, in reading order; `own` are the names of the house."""
    found: dict[str, None] = {}
    for line in lines:
        for match in _ACTING.finditer(_TITLES.sub("《》", line)):
            for name in _named(_NAME.findall(match["acts"] or match["asked"])):
                found.setdefault(name[:LONGEST])
    return [name for name in found if not _is_own(name, own)][:MOST]


def one_name(name: str) -> str:
    """Return the one name under which an agency is shown, however it is written."""
    return ALIKE.get(name, name)


def _named(names: list[str]) -> list[str]:
    """Return the names of one list as they are shown.

    A bureau without 国家 is the central one beside another central agency; alone it may be anybody's.
    """
    is_central = any(name in CENTRAL and name not in BUREAUS for name in names)
    return [one_name(name) for name in names if is_central or name not in BUREAUS]


def _is_own(name: str, own: Collection[str]) -> bool:
    """Test if the name is one of the house's, or contained in one, as the ministry is in 教育部办公厅."""
    return any(name in each or one_name(each) == name for each in own)
