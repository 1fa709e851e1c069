"""The first negative list, drawn from arts. 14 to 16 of 政府信息公开条例 and the statutes that they point to."""

from datetime import date

from django.db import migrations

IN_FORCE = date(2019, 5, 15)  # 国务院令第711号
ENTRIES = [
    ("A01", "state_secret", "国家秘密事项", "依照法定程序确定为国家秘密的信息；不得在本系统办理", "条例第14条；保守国家秘密法第13条"),
    ("A02", "law_forbids", "在校学生考试成绩、名次", "学生个人的考试成绩及排名", "条例第14条；未成年人学校保护规定（教育部令第50号）"),
    ("A03", "law_forbids", "国家教育考试启用前的试题、答案", "启用前的试题、参考答案及评分标准等尚未解密的材料", "条例第14条；教育法第79条"),
    ("A04", "law_forbids", "涉及未成年人案件的身份信息", "可能辨认出未成年人身份的姓名、影像、住所、就读学校等", "条例第14条；未成年人保护法第103条"),
    ("A05", "law_forbids", "工作秘密", "不属于国家秘密但泄露后会对机关工作造成妨碍的信息", "条例第14条；保守国家秘密法第64条"),
    ("A06", "law_forbids", "举报人、投诉人信息", "可能暴露举报人、投诉人身份的信息", "条例第14条；行政监管相关法律法规的保密规定"),
    ("A07", "three_securities", "校园安全防范部署细节", "公开后可能危及师生人身安全的警力、技防布点和应急通道部署", "条例第14条；反恐怖主义法"),
    ("A08", "three_securities", "网络与信息系统安全信息", "漏洞、拓扑、口令策略等公开后危及网络安全的信息", "条例第14条；网络安全法"),
    ("A09", "three_securities", "可能影响社会稳定的未决敏感事项", "公开后可能引发群体性事件的处置方案", "条例第14条"),
    ("B01", "third_party", "企业商业秘密", "投标、采购、合作办学中权利人要求保密的技术和经营信息", "条例第15条；反不正当竞争法第9条"),
    ("B02", "third_party", "个人隐私", "身份证件号码、住址、健康、家庭经济困难认定等个人信息", "条例第15条；民法典第1032条；个人信息保护法第28条"),
    ("B03", "third_party", "不满十四周岁未成年人的个人信息", "幼儿、小学生及部分初中生的任何个人信息", "条例第15条；个人信息保护法第28、31条"),
    ("C01", "internal_affairs", "人事管理事务", "干部任免酝酿、考核、工资福利等内部人事信息", "条例第16条第1款"),
    ("C02", "internal_affairs", "后勤管理事务", "机关内部资产、车辆、食堂、值班等后勤信息", "条例第16条第1款"),
    ("C03", "internal_affairs", "内部工作流程", "机关内部分工、流转和审批流程的信息", "条例第16条第1款"),
    ("C04", "process_information", "讨论记录、过程稿", "会议讨论记录、征求意见过程中的未定稿", "条例第16条第2款"),
    ("C05", "process_information", "磋商信函、请示报告", "部门之间的磋商信函、上下级之间的请示和报告", "条例第16条第2款"),
    ("C06", "enforcement_file", "行政执法案卷信息", "检查、调查、处罚过程中形成的案卷材料", "条例第16条第2款"),
    ("D01", "special_query", "工商、不动产登记等查询事项", "法律法规对查询另有规定的信息", "条例第36条第7项"),
]  # fmt: skip


def load(apps, schema_editor):
    model = apps.get_model("documents", "NegativeListEntry")
    model.objects.bulk_create(
        model(code=code, ground=ground, subject=subject, scope=scope, basis=basis, valid_from=IN_FORCE)
        for code, ground, subject, scope, basis in ENTRIES
    )


def unload(apps, schema_editor):
    apps.get_model("documents", "NegativeListEntry").objects.filter(code__in=[row[0] for row in ENTRIES]).delete()


class Migration(migrations.Migration):
    dependencies = [("documents", "0004_numbers_have_no_gaps")]

    operations = [migrations.RunPython(load, unload)]
