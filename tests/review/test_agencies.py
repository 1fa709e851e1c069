"""涉及其他机关: who acts in a sentence is concerned; who is cited, addressed or named in general is not (条例11)."""

import pytest

from review.agencies import MOST, agencies_in
from review.choices import Consulted
from review.consultation_selectors import Consulting, unasked
from review.consulting import Standing
from review.models import Consultation, Scan


@pytest.mark.rule(25)
@pytest.mark.parametrize(
    ("line", "names"),
    [  # sentences of State Council documents
        ("（税务总局、财政部、海关总署负责，排在第一位的部门为牵头部门，下同）", ["税务总局", "财政部", "海关总署"]),
        ("国家发展改革委和科技部要适时督促检查推广工作进展情况及效果。", ["国家发展改革委", "科技部"]),
        ("请科技部、农业农村部、卫生健康委等部门在2019年2月底前完成。", ["科技部", "农业农村部", "国家卫生健康委"]),
        ("非首次进口药品的申请，由海南省人民政府实施审批。", ["海南省人民政府"]),
        ("西藏自治区人民政府要按照国办发〔1993〕71号文件的规定，负责提供学生的各项费用。", ["西藏自治区人民政府"]),
        ("国资委会同财政部、劳动保障部提出了办理意见。", ["国资委", "财政部"]),
        ("对违反规定的，杭州市公安局、浙江省教育厅依法查处。", ["杭州市公安局", "浙江省教育厅"]),
        ("浙江省委宣传部牵头，北京市海淀区人民政府配合。", ["浙江省委宣传部", "北京市海淀区人民政府"]),
        ("市场监督管理总局要加强抽查，国际发展合作署负责统筹。", ["市场监管总局", "国家国际发展合作署"]),
        ("（药监局、海关总署负责）", ["国家药监局", "海关总署"]),
        ("（海关总署、文化和旅游部、文物局负责）", ["海关总署", "文化和旅游部", "国家文物局"]),
        ("广播电视总局会同国家林业和草原局、民航局制定。", ["广电总局", "国家林草局", "中国民航局"]),
        ("最高人民检察院、浙江省高级人民法院将建立会商机制。", ["最高人民检察院", "浙江省高级人民法院"]),
    ],
)
def test_who_acts_in_a_sentence_is_concerned(line, names):
    assert agencies_in([line]) == names


@pytest.mark.rule(25)
@pytest.mark.parametrize(
    "line",
    [
        "根据《国务院办公厅关于财政部负责有关工作的通知》要求，现就有关事项通知如下。",
        "各省、自治区、直辖市人民政府，国务院各部委、各直属机构：",
        "财政部、税务总局：",
        "财政部 税务总局",
        "《管理办法》（财政部令第33号）第三条",
        "按照财政部制定的办法执行。",
        "财政部印发的《通知》",
        "由财政部印发",
        "财政部负责人表示",
        "教育部部长负责",
        "财政部要求各地按期报送。",
        "住房城乡建设部门要加强对配套幼儿园建筑设计的监督管理。",
        "各省、自治区、直辖市人民政府要切实落实主体责任。",
        "市公安局负责核查，我市教育局要配合。",
        "文物局负责巡查，医保局、药监局要配合。",
        "由统计局核定，县能源局牵头，市市场监督管理局查处，县城市管理局配合，城市管理局负责。",
        "市场监督管理总局令第5号",
        "汤涛 人力资源社会保障部副部长",
        "根据西藏自治区人民政府对人才的需求意见，仍要继续分流。",
    ],
)
def test_who_is_cited_addressed_or_named_in_general_is_not_concerned(line):
    assert agencies_in([line]) == []


@pytest.mark.rule(25)
def test_the_house_itself_is_no_other_agency_under_any_of_its_names():
    line = "教育部、国家发展和改革委员会要加强指导，发展改革委要开展评估。"

    assert agencies_in([line]) == ["教育部", "国家发展改革委"]
    assert agencies_in([line], ["教育部办公厅"]) == ["国家发展改革委"]
    assert agencies_in([line], ["教育部", "国家发展和改革委员会"]) == []


def test_a_text_of_nothing_but_agencies_is_read_at_once_and_stays_within_its_bounds():
    line = "".join(f"由{chr(0x4E00 + number)}山县人民政府制定、" for number in range(1000))

    assert len(agencies_in([line])) == MOST
    assert agencies_in(["人民政府" * 20_000, "、".join(["财政部"] * 20_000)]) == []


@pytest.mark.rule(25)
def test_an_agency_that_was_asked_under_another_of_its_names_was_asked():
    asked = [Consulting(Consultation(kind=Consulted.OTHER_AGENCY, addressee="国家税务总局"), [], Standing.WAITING)]

    assert unasked(Scan(agencies=["税务总局", "国家统计局"]), asked) == ["国家统计局"]
