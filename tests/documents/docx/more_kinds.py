"""More documents of many kinds; see tests.documents.docx.kinds."""

from tests.documents.docx.making import box, centred, p, r, right, tbl, tc, tr

TEXT = p("为做好有关工作，现将有关事项通知如下。")
BREAK, TAB = "<w:r><w:br/></w:r>", "<w:r><w:tab/></w:r>"
NBSP = "\xa0"


def lines(*texts):
    return "".join(map(p, texts))


def cells(*paragraphs):
    return tbl(tr(tc("".join(paragraphs))))


MORE = [
    (
        "nine ministries in a masthead of three rows",
        tbl(tr(tc(p("教　育　部") + p("财　政　部") + p("人力资源社会保障部")), tc(p("文件"))))
        + p("教职成〔2018〕8号", "center")
        + centred("教育部等三部门关于开展集团化办学的通知")
        + p("各省、自治区、直辖市教育厅（教委）、财政厅（局）：")
        + TEXT
        + p(f"教育部　　财政部{'　' * 4}人力资源社会保障部", "right")
        + right("2018年6月5日"),
        {
            "document_number": "教职成〔2018〕8号",
            "title": "教育部等三部门关于开展集团化办学的通知",
            "issuing_bodies": ["教育部", "财政部", "人力资源社会保障部"],
            "issued_on": "2018-06-05",
        },
    ),
    (
        "a bill to the standing committee",
        centred("国务院关于提请审议《中华人民共和国某某法（草案）》的议案", "国函〔2018〕90号")
        + p("全国人民代表大会常务委员会：")
        + p("现将草案提请审议。")
        + right("国务院总理　李某某", "2018年6月5日"),
        {
            "title": "国务院关于提请审议《中华人民共和国某某法（草案）》的议案",
            "genre": "议案",
            "issuing_bodies": ["国务院"],
            "addressees": ["全国人民代表大会常务委员会"],
        },
    ),
    (
        "a report upward with two signatories",
        p("000001")
        + p("特急", runs=r("特　急"))
        + centred("某某省教育厅文件")
        + p(runs=r("某教报〔2022〕5号") + TAB + TAB + r("签发人：张　三　李四光"))
        + centred("某某省教育厅关于义务教育均衡发展情况的报告")
        + p("省人民政府：")
        + p("现将有关情况报告如下：")
        + p("特此报告。")
        + right("某某省教育厅", "2022年3月1日")
        + p("（联系人：王五；联系电话：010—12345678）")
        + tbl(["抄送：省发展改革委，省财政厅。"], ["某某省教育厅办公室　2022年3月2日印发"]),
        {
            "document_number": "某教报〔2022〕5号",
            "title": "某某省教育厅关于义务教育均衡发展情况的报告",
            "genre": "报告",
            "addressees": ["省人民政府"],
            "issued_on": "2022-03-01",
            "closing_note": "联系人：王五；联系电话：010—12345678",
        },
    ),
    (
        "the whole document stands in one table",
        cells(
            centred(
                "某某县人民政府办公室文件", "某政办发〔2020〕9号", "某某县人民政府办公室", "关于印发工作方案的通知"
            ),
            p("各乡镇人民政府，县政府各部门："),
            TEXT,
            right("某某县人民政府办公室", "2020年9月9日"),
        ),
        {
            "document_number": "某政办发〔2020〕9号",
            "title": "某某县人民政府办公室关于印发工作方案的通知",
            "issuing_bodies": ["某某县人民政府办公室"],
            "issued_on": "2020-09-09",
        },
    ),
    (
        "the title is followed by a bracket on its own line",
        centred("某某市教育局关于规范办学的实施意见", "（征求意见稿）")
        + p("各区县教育局：")
        + TEXT
        + right("某某市教育局", "2020年9月9日"),
        {
            "title": "某某市教育局关于规范办学的实施意见（征求意见稿）",
            "genre": "意见",
            "addressees": ["各区县教育局"],
        },
    ),
    (
        "a seal is named in brackets",
        centred("某某大学关于表彰先进的决定") + p("各学院：") + TEXT + right("某某大学（盖章）", "2023年9月10日"),
        {"title": "某某大学关于表彰先进的决定", "issuing_bodies": ["某某大学"], "genre": "决定"},
    ),
    (
        "the note stands behind the date",
        centred("某某省财政厅关于下达资金的通知", "某财教〔2021〕33号")
        + p("各市财政局：")
        + TEXT
        + right("某某省财政厅", "2021年6月1日（此件主动公开）"),
        {"issued_on": "2021-06-01", "closing_note": "此件主动公开", "disclosure_hint": "proactive"},
    ),
    (
        "signature and date share a paragraph with a line break",
        centred("某某省财政厅关于下达资金的通知")
        + p("各市财政局：")
        + TEXT
        + p(align="right", runs=r("某某省财政厅") + BREAK + r("２０２１年６月１日")),
        {"issuing_bodies": ["某某省财政厅"], "issued_on": "2021-06-01"},
    ),
    (
        "a title under the number with its note of adoption",
        centred(
            "某政发〔2015〕8号",
            "某某省人民政府",
            "关于公布行政审批事项的决定",
            "（2015年2月1日省人民政府常务会议通过）",
        )
        + p("各市、县人民政府，省政府各部门：")
        + TEXT
        + right("某某省人民政府", "2015年2月12日"),
        {
            "title": "某某省人民政府关于公布行政审批事项的决定",
            "document_number": "某政发〔2015〕8号",
            "issued_on": "2015-02-12",
            "genre": "决定",
        },
    ),
    (
        "attachments with tables that hold dates and bodies",
        centred("某某市教育局关于公布名单的通知")
        + p("各学校：")
        + TEXT
        + p("附件：1.获奖名单")
        + p("　　　2.日程安排表")
        + right("某某市教育局", "2021年6月1日")
        + p("附件1")
        + centred("获奖名单")
        + tbl(["单位", "日期"], ["某某市教育局", "2020年1月1日"])
        + p("附件2")
        + centred("日程安排表")
        + right("某某市教育局", "2019年1月1日"),
        {
            "issued_on": "2021-06-01",
            "tables": 1,
            "attachments": [{"title": "获奖名单"}, {"title": "日程安排表"}],
        },
    ),
    (
        "a request forwarded inside a notice has its own addressee and date",
        centred("国务院批转国家计委、财政部关于工作报告的通知", "国发〔1988〕9号")
        + p("各省、自治区、直辖市人民政府，国务院各部委、各直属机构：")
        + p("国务院同意国家计委、财政部《关于工作的报告》，现转发给你们，请贯彻执行。")
        + right("国务院", "一九八八年三月三日")
        + centred("关于工作的报告")
        + p("国务院：")
        + p("现将工作情况报告如下：")
        + right("国家计委　财政部", "一九八八年二月一日"),
        {
            "issuing_bodies": ["国务院"],
            "issued_on": "1988-03-03",
            "genre": "通知",
            "attachments": [{"title": "关于工作的报告"}],
        },
    ),
    (
        "a forwarding notice without a signature takes its issuer from the title",
        centred("国务院办公厅转发财政部、科技部关于改进管理意见的通知")
        + p("各省人民政府：")
        + TEXT
        + right("2007年1月2日"),
        {"issuing_bodies": ["国务院办公厅"], "issued_on": "2007-01-02"},
    ),
    (
        "full and half width are mixed",
        centred("某某局关于２０２１年工作的通知", "某发［２０２１］００７号")
        + p("各科室:")
        + TEXT
        + right("某某局", "2021 年 03 月 05 日")
        + p("(此件公开发布)"),
        {
            "document_number": "某发〔2021〕7号",
            "title": "某某局关于２０２１年工作的通知",
            "addressees": ["各科室"],
            "issued_on": "2021-03-05",
            "closing_note": "此件公开发布",
        },
    ),
    (
        "number, title and masthead stand in boxes",
        box(centred("某某市财政局文件"))
        + box(p("某财〔2022〕1号", "center"))
        + centred("某某市财政局关于预算的批复")
        + p("市教育局：")
        + TEXT
        + box(right("某某市财政局", "2022年1月4日")),
        {
            "document_number": "某财〔2022〕1号",
            "title": "某某市财政局关于预算的批复",
            "issuing_bodies": ["某某市财政局"],
            "issued_on": "2022-01-04",
            "genre": "批复",
        },
    ),
    (
        "addressees are named by their label",
        centred("某某省卫生健康委关于培训的通知")
        + p("主送：各市卫生健康委，委直属各单位")
        + TEXT
        + right("某某省卫生健康委", "2022年1月4日"),
        {"addressees": ["各市卫生健康委", "委直属各单位"]},
    ),
    (
        "two bodies set one above the other with a shared word",
        centred("某某省教育厅", "某某省财政厅", "关于下达经费的通知", "某教财〔2020〕5号")
        + p("各市教育局、财政局：")
        + TEXT
        + tbl(["某某省教育厅", "某某省财政厅"], ["", "2020年5月5日"]),
        {
            "title": "某某省教育厅 某某省财政厅关于下达经费的通知",
            "issuing_bodies": ["某某省教育厅", "某某省财政厅"],
            "addressees": ["各市教育局", "财政局"],
            "issued_on": "2020-05-05",
        },
    ),
    (
        "a web header stands above the document",
        lines("索引号：000014349/2019-00005", "主题分类：科技、教育", "发文机关：国务院", "成文日期：2019年01月24日")
        + lines("标　　题：国务院关于印发改革方案的通知", "发文字号：国发〔2019〕4号", "发布日期：2019年02月13日")
        + centred("国务院关于印发", "改革方案的通知", "国发〔2019〕4号")
        + p("各省、自治区、直辖市人民政府：")
        + TEXT
        + right("国务院", "2019年1月24日"),
        {
            "document_number": "国发〔2019〕4号",
            "title": "国务院关于印发改革方案的通知",
            "issued_on": "2019-01-24",
        },
    ),
    (
        "a communique",
        centred("全国教育事业发展统计公报") + p("2020年，全国教育事业取得新进展。") + right("教育部", "2021年5月20日"),
        {"title": "全国教育事业发展统计公报", "genre": "公报", "issuing_bodies": ["教育部"]},
    ),
    (
        "a resolution of a congress",
        centred("某某市人民代表大会关于政府工作报告的决议", "（2021年1月20日某某市第七届人民代表大会第一次会议通过）")
        + p("某某市第七届人民代表大会第一次会议听取和审议了政府工作报告。")
        + p("会议号召，全市人民奋勇前进。"),
        {"title": "某某市人民代表大会关于政府工作报告的决议", "genre": "决议", "issued_on": "2021-01-20"},
    ),
]
