"""The word lists of the scanner: surnames, what is no name, labels of private persons."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


SURNAMES = frozenset(
    """
赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎
鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄
和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭
梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚
程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫
宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘
党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎
戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜
养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖闫付
"""
) - {"\n"}

COMPOUND_SURNAMES = _words("""
欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 司徒 夏侯 轩辕 端木 独孤
南宫 申屠 闻人 澹台 公冶 太史 钟离
""")

# Where nothing but the word itself says that it is a name, only these are taken for one.
FREQUENT_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴"
    "夏钟汪田姜范姚谭廖邹熊陆郝孔崔康毛邱秦顾侯邵孟龙段雷钱汤尹黎易武乔贺赖龚高江史石白金万方文常严施陶洪翟颜倪牛温季俞"
    "章鲁葛毕聂焦柳邢岳齐梅庄祝左涂谷舒耿裴凌柯翁阮詹欧穆骆游桂甘单戚冉费桑向管路包娄尚尤殷纪鲍窦柴"
)

NOT_NAMES = frozenset(
    _words("""
不详 代表 党员 全体 全国 全市 全校 全省 全部 公章 共计 单位 合计 同上 名单 团员
国家 地址 大学 姓名 学校 学院 家庭 家长 小计 市级 平均 年龄 幼儿园 应届 情况
成绩 房屋 所有 方式 方面 时间 明细 本人 毕业 申请 电话 盖章 省级 签名 签字 车辆
部门 高中 高校 班级 年级 金额 职务 职称 职位 全称 简称 公司 农民 居民 居住 安全 常住
方法 项目 计划 范围 成员 成人 汉族 满族 党组 党委 贫困 农户 农村 国籍 时段 都市 向上
平安 高级 高考 高一 高二 高三 文科 白班 石化 陈述 张贴 谢绝 许可 马上 陆续 顾虑 顾问 程序 郑重 董事 黎明
余额 叶子 庄重 严重 严格 凌晨 温饱 季度 常年 牛奶 毕业后 田径 管理 路上 尚未 强化 明确 金融 文化 文件 文书 毕业生
于本 从业 关系 经办 经费 经济 解除
暂无 无此 单亲 孤儿 童年 柴油 白天 应当 应由 应在 相关 相应 关于 盖章处 符合 党支部 段落
""")
)

# Persons whose name is nobody else's business; who acts for an office is public (政府信息公开条例第20条第二项).
PRIVATE_PERSONS = _words("""
姓名 申请人 当事人 学生 家长 监护人 患者 受助人 受助学生 考生 被举报人 举报人
投诉人 信访人 幼儿 儿童 户主 持卡人 被申请人 受处分人 未成年人 学员 家庭成员 父亲
母亲 名字 病人 死者 伤者 受害人 被害人 收款人 领款人 借款人 开户人 户名 账户名 被监护人
法定代理人 委托代理人 救助对象 资助对象 低保对象 特困人员 帮扶对象 紧急联系人 配偶 子女 儿子 女儿
亲属 家属 村民 毕业生 新生 获奖学生 受资助学生 获资助学生 残疾人 困难学生 被处罚人 违法行为人
学生名单 资助名单 受助名单 认定名单 获奖名单 录取名单 录取学生
投保人 承租人 产权人 学生家长 报名人 参赛选手 抚养人 收养人 被收养人
""")
# Words for a private person right before the name; and the surnames that are no other word there.
CALLED = _words("""
监护人 被处罚人 信访人 考生 患者 患儿 受助学生 困难学生 户主 受害人 被害人 死者 伤者 举报人 投诉人 申请人 当事人 学生
幼儿 家长 村民 其子 其女 其父 其母 父亲 母亲 丈夫 妻子 儿子 女儿
""")
CALLED_SURNAMES = "".join(
    sorted(
        set(FREQUENT_SURNAMES)
        - set("毕尤费纪焦章施左齐祝涂舒洪田于任方高向单常万管路白金石文包温严尚时江阳游易段余程武夏祝")
    )
)
PERSON_LABELS = tuple(each for each in PRIVATE_PERSONS if each != "姓名")

PROVINCES = tuple("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼")

# Words that say somebody lives there.
RESIDENCES = _words("""
住址 家住 现住 户籍地 户籍所在地 居住地 居住在 居住于 住在 家庭地址 通讯地址 收件地址 常住地址 住所地
""")

# What is told of a person whose name stands just before it.
_LIMBS = _words("肢体 视力 听力 言语 智力 精神 多重")
TOLD = (
    *_words("患有 确诊 被诊断 总分 得分 抑郁 同学 汉族 身份证 公民身份 记过"),
    *(f"级{limb}残疾" for limb in _LIMBS),
)
HARDSHIP = _words("低保 困难 贫困 残疾 孤儿 特困")
_FIGURES = "123456789一二三四五六七八九十"
CLASSES = tuple(f"{figure}班" for figure in _FIGURES)

# Marks that say a text is not for the public (保守国家秘密法第22、64条).
MARKS = _words("""
工作秘密 内部资料 内部文件 内部材料 内部传阅 内部参考 内部使用 内部掌握 内部刊物 外传 注意保存 内部 敏感
""")
