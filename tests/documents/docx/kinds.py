"""Documents of many kinds as offices lay them out, invented, each with what a reader must find in it.

Every entry is (name, blocks of the file, facts); the facts are those of `manage.py examine --json`.
"""

from tests.documents.docx.making import centred, p, right, tbl, tc, tr

TEXT = p("为做好有关工作，现将有关事项通知如下。")
BREAK, TAB = "<w:r><w:br/></w:r>", "<w:r><w:tab/></w:r>"
NBSP = "\xa0"


def lines(*texts):
    return "".join(map(p, texts))


def cells(*paragraphs):
    return tbl(tr(tc("".join(paragraphs))))


KINDS = [
    (
        "an order set letter by letter",
        centred("中 华 人 民 共 和 国 国 务 院 令", "第 752 号")
        + p("《快件管理条例》已经2022年3月9日国务院第170次常务会议通过，现予公布，自2022年5月1日起施行。")
        + p(f"总　理　　李某某{NBSP * 6}", "right")
        + p(f"2022年3月21日{NBSP * 8}", "right")
        + p()
        + centred("快件管理条例", "第一章　总　　则")
        + p("第一条　为了加强管理，制定本条例。"),
        {
            "document_number": "国令第752号",
            "title": "快件管理条例",
            "issuing_bodies": ["国务院"],
            "genre": "命令",
            "issued_on": "2022-03-21",
        },
    ),
    (
        "an order with the note of its history under the title",
        centred("中华人民共和国国务院令", "第五八八号")
        + p("现公布《国务院关于修改部分行政法规的决定》，自公布之日起施行。")
        + right("总理　温某某", "二○一一年一月八日")
        + centred("国务院关于修改部分行政法规的决定")
        + p("（2010年12月29日国务院第138次常务会议通过）", "center")
        + p("为推进依法行政，国务院决定：")
        + p("一、对下列行政法规予以修改。"),
        {
            "document_number": "国令第588号",
            "title": "国务院关于修改部分行政法规的决定",
            "issuing_bodies": ["国务院"],
            "genre": "命令",
            "issued_on": "2011-01-08",
        },
    ),
    (
        "a joint order of two ministries by year",
        centred("中华人民共和国国家发展和改革委员会", "中华人民共和国商务部", "令", "2019年第25号")
        + p("《鼓励投资产业目录》已经审议通过，现予公布，自2019年7月30日起施行。")
        + right("国家发展和改革委员会主任　何某某", "商务部部长　钟某", "2019年6月30日")
        + centred("鼓励投资产业目录")
        + p("一、农业"),
        {
            "document_number": "国家发展和改革委员会商务部令2019年第25号",
            "title": "鼓励投资产业目录",
            "issuing_bodies": ["国家发展和改革委员会", "商务部"],
            "genre": "命令",
            "issued_on": "2019-06-30",
        },
    ),
    (
        "an order of the central bank with a bracketed year",
        centred("中国人民银行令", "〔2019〕第3号")
        + p("根据有关规定，中国人民银行制定了《应收账款登记办法》，现予发布，自2020年1月1日起施行。")
        + right("行长　易某", "2019年11月22日")
        + centred("应收账款登记办法")
        + p("第一条　为规范登记，制定本办法。"),
        {
            "document_number": "中国人民银行令〔2019〕第3号",
            "title": "应收账款登记办法",
            "issuing_bodies": ["中国人民银行"],
            "genre": "命令",
            "issued_on": "2019-11-22",
        },
    ),
    (
        "an order of a city",
        centred("武汉市人民政府令", "（第295号）")
        + p("《武汉市停车场管理办法》已经市人民政府常务会议审议通过，现予公布，自2019年6月1日起施行。")
        + right("市长　周某某", "2019年4月16日")
        + centred("武汉市停车场管理办法")
        + p("第一条　为了加强停车场管理，制定本办法。"),
        {
            "document_number": "武汉市人民政府令第295号",
            "title": "武汉市停车场管理办法",
            "issuing_bodies": ["武汉市人民政府"],
            "genre": "命令",
            "issued_on": "2019-04-16",
        },
    ),
    (
        "an order that confers a rank bears its name as a title",
        centred("国务院关于授予和晋升张某某等49名同志", "人民警察警衔的命令", "国函〔1993〕143号")
        + p()
        + p("授予张某某等49名同志人民警察警衔。")
        + right("总理　李某", "一九九三年十月九日"),
        {
            "document_number": "国函〔1993〕143号",
            "title": "国务院关于授予和晋升张某某等49名同志人民警察警衔的命令",
            "issuing_bodies": ["国务院"],
            "genre": "命令",
            "issued_on": "1993-10-09",
        },
    ),
    (
        "a commendation that ends with the word order",
        centred("国务院对民航某机组的嘉奖令", "国发〔1990〕3号")
        + p("民航某机组：")
        + TEXT
        + right("国务院", "一九九〇年一月三日"),
        {
            "document_number": "国发〔1990〕3号",
            "title": "国务院对民航某机组的嘉奖令",
            "issuing_bodies": ["国务院"],
            "addressees": ["民航某机组"],
            "genre": "命令",
        },
    ),
    (
        "an announcement that has only a masthead",
        centred("中华人民共和国教育部公告", "2019年第3号")
        + p("根据有关规定，现将审批结果予以公告。")
        + right("教育部", "2019年3月5日"),
        {
            "document_number": "教育部公告2019年第3号",
            "title": "中华人民共和国教育部公告",
            "issuing_bodies": ["教育部"],
            "genre": "公告",
            "issued_on": "2019-03-05",
            "addressees": [],
        },
    ),
    (
        "an announcement whose masthead stands apart from its word",
        centred("国家税务总局", "公　告", "2018年　第41号")
        + centred("国家税务总局关于发布管理办法的公告")
        + p("现将《管理办法》予以发布，自2018年10月1日起施行。")
        + p("特此公告。")
        + right("国家税务总局", "2018年7月30日"),
        {
            "document_number": "国家税务总局公告2018年第41号",
            "title": "国家税务总局关于发布管理办法的公告",
            "issuing_bodies": ["国家税务总局"],
            "genre": "公告",
            "issued_on": "2018-07-30",
        },
    ),
    (
        "a public notice of a police bureau",
        centred("某某市公安局", "关于加强烟花爆竹管理的通告", "某公通〔2021〕2号")
        + p("为保障公共安全，根据有关法律，通告如下：")
        + p("一、禁止在市区燃放。")
        + right("某某市公安局", "2021年1月20日"),
        {
            "document_number": "某公通〔2021〕2号",
            "title": "某某市公安局关于加强烟花爆竹管理的通告",
            "issuing_bodies": ["某某市公安局"],
            "genre": "通告",
            "addressees": [],
        },
    ),
    (
        "a letter with its number on the right",
        centred("教育部办公厅")
        + p("教厅函〔2020〕18号", "right")
        + p()
        + centred("教育部办公厅关于同意试点的函")
        + p("某某省教育厅：")
        + p("你厅来函收悉。经研究，现函复如下：")
        + right("教育部办公厅", "2020年5月6日"),
        {
            "document_number": "教厅函〔2020〕18号",
            "title": "教育部办公厅关于同意试点的函",
            "issuing_bodies": ["教育部办公厅"],
            "addressees": ["某某省教育厅"],
            "genre": "函",
            "issued_on": "2020-05-06",
        },
    ),
    (
        "an answer to a proposal is a letter by its number",
        centred("国务院办公厅对全国人大四次会议", "第7240号建议的答复", "国办函〔2006〕70号")
        + p("李某某代表：")
        + p("您提出的建议收悉。经研究，答复如下：")
        + right("国务院办公厅", "二〇〇六年九月七日")
        + p("（本文有删减）"),
        {
            "title": "国务院办公厅对全国人大四次会议第7240号建议的答复",
            "genre": "函",
            "addressees": ["李某某代表"],
            "disclosure_hint": "partial",
        },
    ),
    (
        "minutes with office and day below their masthead",
        centred("某某市人民政府常务会议纪要", "〔2024〕3号")
        + p(f"某某市人民政府办公室{'　' * 6}2024年4月2日")
        + centred("市政府第12次常务会议纪要")
        + p("4月1日，市长主持召开市政府常务会议。纪要如下：")
        + p("一、研究教育工作")
        + p("出席：张某、李某")
        + p("列席：王某"),
        {
            "title": "市政府第12次常务会议纪要",
            "genre": "纪要",
            "issuing_bodies": ["某某市人民政府办公室"],
            "issued_on": "2024-04-02",
        },
    ),
    (
        "a telegram with its form at the head",
        tbl(["发电单位　某某省教育厅", "签批盖章　张某"])
        + p("等级　特急·明电　　某教明电〔2021〕7号　　某机发　　号")
        + centred("某某省教育厅关于做好防汛工作的紧急通知")
        + p("各市教育局：")
        + TEXT
        + right("某某省教育厅", "2021年7月20日"),
        {
            "document_number": "某教明电〔2021〕7号",
            "title": "某某省教育厅关于做好防汛工作的紧急通知",
            "issuing_bodies": ["某某省教育厅"],
            "genre": "通知",
        },
    ),
    (
        "a notice of a party group",
        centred("中共教育部党组文件", "教党〔2018〕1号", "中共教育部党组关于加强", "高校党的建设的意见")
        + p("各高等学校党委：")
        + TEXT
        + right("中共教育部党组", "2018年1月5日"),
        {
            "document_number": "教党〔2018〕1号",
            "title": "中共教育部党组关于加强高校党的建设的意见",
            "issuing_bodies": ["中共教育部党组"],
            "addressees": ["各高等学校党委"],
            "genre": "意见",
        },
    ),
    (
        "party and government offices together",
        centred("中共中央办公厅　国务院办公厅", "印发《关于深化改革的意见》的通知", "中办发〔2019〕12号")
        + p("各省、自治区、直辖市党委和人民政府，中央和国家机关各部委：")
        + TEXT
        + right("中共中央办公厅", "国务院办公厅", "2019年4月2日"),
        {
            "document_number": "中办发〔2019〕12号",
            "title": "中共中央办公厅 国务院办公厅印发《关于深化改革的意见》的通知",
            "issuing_bodies": ["中共中央办公厅", "国务院办公厅"],
        },
    ),
]
