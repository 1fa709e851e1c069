"""The second set: forms and hard negatives written down before the scanner had been tried on them.

What it missed was mended in general, not form by form; so this set says more about texts nobody has seen.
"""

from stdnum.iso7064 import mod_11_2

from review.scanner import Kind
from tests.review.scanner.corpus import (
    Forms,
    Negatives,
    address,
    bank_card,
    birthday,
    id_card,
    mobile,
    name,
    spaced,
    wide,
)


def with_check(front):
    return front + str(mod_11_2.calc_check_digit(front))


def digits(count):
    return lambda r: str(r.randint(10 ** (count - 1), 10**count - 1))


def always(value):
    return lambda _: value


FORMS: Forms = [
    (Kind.ID_CARD, "五保户,男,{},某某村三组", id_card),
    (Kind.ID_CARD, "1.{}（父亲）", id_card),
    (Kind.ID_CARD, "身份证（{}）", lambda r: spaced(id_card(r), 6, 10, 14)),
    (Kind.ID_CARD, "证件号：{}", lambda r: wide(id_card(r))),
    (Kind.ID_CARD, "3\t张伟\t{}\t农村低保", id_card),
    (Kind.ID_CARD, "身份證號碼：{}", id_card),
    (Kind.ID_CARD, "号码{}，", lambda r: spaced(id_card(r), 3, 6, 10, 14)),
    (Kind.ID_CARD, "ID:{}", id_card),
    (Kind.ID_CARD, "{}张三", id_card),
    (Kind.ID_CARD, "身份证号码是{},请核对", lambda r: spaced(id_card(r), 6, 14, by="\u200b")),
    (Kind.ID_CARD, "外国人永久居留身份证号{}", lambda r: with_check("9" + id_card(r)[1:17])),
    (Kind.ID_CARD, "台湾居民居住证{}。", lambda r: with_check(f"830000{birthday(r)}{r.randint(0, 999):03}")),
    (Kind.OLD_ID_CARD, "公民身份号码{}（旧）", lambda r: f"330106{birthday(r)[2:]}{r.randint(100, 999)}"),
    (Kind.MOBILE, "联系人：王老师 电话 {}", mobile),
    (Kind.MOBILE, "王老师{}", mobile),
    (Kind.MOBILE, "Tel.{}", mobile),
    (Kind.MOBILE, "手机号+86{}", mobile),
    (Kind.MOBILE, "+86-{}", mobile),
    (Kind.MOBILE, "电话0086{}", mobile),
    (Kind.MOBILE, "(86){}", mobile),
    (Kind.MOBILE, "电话：{}（微信同号）", mobile),
    (Kind.MOBILE, "电话{}QQ123", mobile),
    (Kind.MOBILE, "手机 {}", lambda r: spaced(mobile(r), 3, 7, by="—")),
    (Kind.MOBILE, "张三 {} 李四", mobile),
    (Kind.MOBILE, "【{}】", mobile),
    (Kind.MOBILE, "联系方式:{};", lambda r: spaced(mobile(r), 3, 7, by="－")),
    (Kind.BANK_CARD, "工商银行{}", bank_card),
    (Kind.BANK_CARD, "{}（工行）", lambda r: spaced(bank_card(r), 4, 8, 12)),
    (Kind.BANK_CARD, "卡号{}", lambda r: spaced(bank_card(r), 4, 8, 12, by="-")),
    (Kind.BANK_CARD, "收款账号：{}", lambda r: wide(bank_card(r))),
    (Kind.BANK_CARD, "银行账号：{}", digits(17)),
    (Kind.STUDENT_NUMBER, "学籍号：{}", lambda r: "G" + id_card(r)),
    (Kind.STUDENT_NUMBER, "全国学籍{}", lambda r: wide("L" + id_card(r))),
    (Kind.EXAM_NUMBER, "教师资格证书编号：{}", digits(17)),
    (Kind.EXAM_NUMBER, "教师资格证号{}", digits(17)),
    (Kind.EXAM_NUMBER, "学号：{}", digits(8)),
    (Kind.EXAM_NUMBER, "考生号 {}", digits(14)),
    (Kind.EXAM_NUMBER, "准考证号码为{}", digits(9)),
    (Kind.EMAIL, "邮箱{}", lambda r: f"zhangsan{r.randint(1, 99)}@qq.com"),
    (Kind.EMAIL, "E-mail：{}；", lambda r: f"li.si-{r.randint(1, 99)}@sina.com.cn"),
    (Kind.LANDLINE, "家庭电话：{}", lambda r: f"0571-8{r.randint(0, 9999999):07}"),
    (Kind.LANDLINE, "家中电话：{}", lambda r: f"(0571)8{r.randint(0, 9999999):07}"),
    (Kind.LANDLINE, "宅电：{}", lambda r: f"8{r.randint(0, 9999999):07}"),
    (Kind.PASSPORT, "护照号：{}", lambda r: f"E{r.randint(0, 99999999):08}"),
    (Kind.PASSPORT, "护照{}", lambda r: f"EA{r.randint(0, 9999999):07}"),
    (Kind.TRAVEL_PERMIT, "往来港澳通行证号码{}", lambda r: f"C{r.randint(0, 99999999):08}"),
    (Kind.TRAVEL_PERMIT, "回乡证：{}", lambda r: f"M{r.randint(0, 99999999):08}"),
    (Kind.TRAVEL_PERMIT, "台胞证号：{}", digits(8)),
    (Kind.MILITARY_ID, "军官证：{}", lambda r: f"南字第{r.randint(1000000, 9999999)}号"),
    (Kind.PLATE, "车牌号{}", lambda r: f"沪A·{r.randint(10000, 99999)}"),
    (Kind.PLATE, "车号：{}的新能源车", lambda r: f"京AD{r.randint(10000, 99999)}"),
    (Kind.PLATE, "号牌{}", lambda r: f"苏E1{r.randint(100, 999)}警"),
    (Kind.MESSENGER, "微信:{}", lambda r: f"zhang_{r.randint(100, 999)}"),
    (Kind.MESSENGER, "QQ号{}", digits(9)),
    (Kind.MESSENGER, "QQ群：{}", digits(9)),
    (Kind.IP_ADDRESS, "服务器{}", lambda r: f"192.168.{r.randint(0, 255)}.{r.randint(1, 254)}"),
    (Kind.IP_ADDRESS, "IP：{}", lambda r: f"10.2.{r.randint(0, 255)}.{r.randint(1, 254)}"),
    (Kind.ADDRESS, "家庭住址：{}。", always("浙江省杭州市余杭区良渚街道金家渡村三组15号")),
    (Kind.ADDRESS, "户籍地：{}；", always("河南省信阳市固始县陈淋子镇红花村")),
    (Kind.ADDRESS, "现住址：{}，", always("朝阳区望京西园三区310号楼1205室")),
    (Kind.ADDRESS, "家住{}。", always("幸福小区3栋2单元501室")),
    (Kind.ADDRESS, "住址为{}，", always("南山区科技园路18号阳光花园A座12栋1203室")),
    (Kind.ADDRESS, "户籍所在地为{}的", address),
    (Kind.NAME, "户主：{}，", name),
    (Kind.NAME, "姓名：{} 性别：男", name),
    (Kind.NAME, "姓 名：{}　", name),
    (Kind.NAME, "收款人：{}，", name),
    (Kind.NAME, "{}，男，汉族，1975年3月生", name),
    (Kind.NAME, "（{}，身份证号", name),
    (Kind.MINOR, "监护人：{}。", name),
    (Kind.MINOR, "三年级（2）班{}同学", name),
    (Kind.MINOR, "（{}同学荣获一等奖）", name),
    (Kind.MINOR, "学生姓名：{}　班级：五（3）班", name),
    (Kind.MINOR, "我校初二3班学生{}，", name),
    (Kind.SENSITIVE, "患者{}，男，确诊为肺结核", name),
    (Kind.SENSITIVE, "姓名：{}，低保户", name),
    (Kind.SENSITIVE, "（{}患有抑郁症）", name),
    (Kind.SENSITIVE, "村民{}，享受低保", name),
    (Kind.WORK_SECRET_MARK, "　{}　", always("内部资料　注意保存")),
    (Kind.WORK_SECRET_MARK, "（{}）", always("工作秘密")),
    (Kind.WORK_SECRET_MARK, "方案-{}.docx", always("内部文件")),
    (Kind.WORK_SECRET_MARK, "{}长期", always("敏感☆")),
]  # fmt: skip

NEGATIVES: Negatives = [
    (text, lambda _: "")
    for text in """
教发〔2016〕12号
国办发〔2017〕47号文件
2016年12月31日前
共计1234567890123元
1,234,567,890.12元
第三十六条第（二）项
12345政务服务便民热线
全国统一电话12308
信用代码：91110108551385082Q
统一社会信用代码 12100000400006127A
ISBN 978-7-107-31234-5
联系电话：010-66096114
负责人：王强 处长
联系人：李明
局长张华主持会议
会议由副省长王伟同志主持
妇女儿童权益
男女平等
三年级学生共120人
高中三年级毕业班
全体同学
各位同学们
广大同学积极参与
残疾儿童少年
患有重大疾病的居民
低保家庭学生
家庭经济困难学生
2015年、2016年、2017年、2018年
1-2-3-4-5
20170101
编号：2017010112345678
合同编号：HT20170101001234
发票号码：12345678901234567890
条形码6901234567892
办公地址：北京市西城区大木仓胡同37号院2号楼301室
会议地点：北京会议中心3号楼5层501室
学校地址：杭州市文一路12号
微信公众号：微言教育
关注微信公众平台moe_news后
QQ浏览器10版
京教函2017第12号
版本1.2.3.4
公安机关出具身份证明
凭身份证、户口簿
户籍所在地派出所
居住地教育行政部门
在居住地县级教育行政部门报名
银行账户管理办法
学籍号由省级统一编排
准考证打印时间为2017年6月1日
资格证书有效期5年
GB 11643-1999
CN11-2016/D
会议号：123456789（腾讯会议）
邮编：100816
面积123456789平方米
工作秘密管理
依法保守工作秘密
建立健全内部控制制度
公司内部文件管理办法
不得泄露内部资料
敏感信息保护
注意保存证据
投资13812345678元
北京路小学
人民路街道办事处
第一单元教学设计
张村三组道路硬化工程
王某某，男
李某（身份证号略）
姓名：____
申请人（签名）：
同学录
患者安全目标
学生安全，重于泰山
参赛学生：全体高一学生
教职工、学生：共3000人
总分为750分
2013812345678901
机构代码：40000612-7
云A级纳税人
湘潭大学D201教室
H股公司代码00700
S2017001号
T20170101次列车
传真：66097715
监督电话12388
家庭住址、联系电话等信息
现住房面积
住址变更的，应当
通讯地址和邮编
""".strip().splitlines()
]
