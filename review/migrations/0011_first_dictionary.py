"""The first edition of the dictionary, by the entries of the first negative list; it comes with the product."""

import hashlib
import json
from datetime import UTC, date, datetime

from django.db import migrations

IN_FORCE = date(2019, 5, 15)  # 国务院令第711号
MADE = datetime(2019, 5, 14, 16, 0, tzinfo=UTC)
NOTE = "随系统提供的首版词条，请按本机关实际增删后另出新版"

# entry of the negative list, kind, basis, advice, terms that block, terms to be looked at
GROUPS = [
    ("A01", "state_secret_matter", "条例第14条；保守国家秘密法第13条", "不得公开；涉密内容须转涉密渠道办理",
     "密码电报 定密审批表 涉密人员名单 涉密载体清单 涉密载体台账 保密要害部门部位清单 国家秘密事项一览表 密级变更审批",
     "涉密文件 涉密会议 涉密项目 涉密载体 机要文件 密件"),
    ("A03", "work_secret", "条例第14条；教育法第79条", "启用前不得公开，删去或待解密后另行公开",
     "启用前的试题 尚未启用的试题 未启用试题 试题原稿 备用试卷存放 命题人员名单 命题专家名单 命题组成员名单 审题人员名单"
     " 评分细则初稿 参考答案初稿 试卷保密室位置 试卷运送路线 试卷押运路线",
     "备用试卷 命题工作方案 评卷教师名单 试卷交接单"),
    ("A05", "work_secret", "条例第14条；保守国家秘密法第64条", "属工作秘密的不予公开；不属的改写后公开",
     "内部测算 内部掌握 内部口径 内部参阅 应答口径 舆情应对口径 暂不对外公布 不得对外公布 领导批示原文 批示原件 谈判底线 内部研判",
     "工作底稿 对外口径 不宜公开 领导批示件 内部通报"),
    ("A07", "three_securities", "条例第14条；反恐怖主义法", "只写总体要求，部署细节删去",
     "应急处置预案细节 处置预案细节 警力部署图 警力配置表 安保力量部署图 技防点位 监控点位图 监控盲区 巡逻路线图 应急通道部署图"
     " 危险化学品存放位置 危险化学品存放明细 剧毒化学品台账",
     "安保工作方案 反恐防范方案 警力部署"),
    ("A08", "three_securities", "条例第14条；网络安全法", "删去技术细节",
     "网络拓扑图 系统漏洞清单 漏洞扫描报告 渗透测试报告 管理员口令 默认口令 数据库口令 服务器地址清单 防火墙策略表 等级测评报告原文",
     "口令策略 漏洞通报 应急演练脚本"),
    ("A09", "three_securities", "条例第14条", "公开前报请研判；处置方案删去",
     "维稳工作方案 维稳台账 稳控名单 稳控措施 重点人员名单 群体性事件处置方案 劝返方案",
     "群体性事件 越级上访 舆情风险点"),
    ("A02", "third_party", "条例第14条；未成年人学校保护规定（教育部令第50号）", "删去个人成绩和名次",
     "学生成绩排名 成绩排名表 成绩排名榜 班级排名表 年级排名表 学生成绩单",
     "考试排名 成绩名次"),
    ("A04", "third_party", "条例第14条；未成年人保护法第103条", "删去能够辨认身份的内容，须有第二名审查员复核",
     "受害学生姓名 涉案学生姓名 涉案未成年人姓名 被欺凌学生名单 欺凌事件当事学生",
     "涉案学生 受害学生 被侵害未成年人"),
    ("B03", "third_party", "条例第15条；个人信息保护法第28、31条", "删去名单，只留数量，须有第二名审查员复核",
     "心理测评结果明细 心理危机学生名单 特异体质学生名单 学生处分名单 留守儿童名单 困境儿童名单 残疾学生名单 孤儿学生名单 学生体检明细",
     "心理危机学生 特异体质学生 随班就读学生名单"),
    ("B02", "third_party", "条例第15条；个人信息保护法第28条；教财〔2018〕16号", "删去个人情况，公示限于必要内容",
     "家庭经济困难学生名单 困难认定明细 建档立卡学生名单 低保家庭学生名单 资助银行账号 个人病历 病情诊断证明",
     "困难认定结果 家庭成员情况表"),
    ("A06", "third_party", "条例第14条；行政监管相关法律法规的保密规定", "删去能够辨认举报人、投诉人的内容",
     "举报人姓名 举报人联系方式 投诉人姓名 投诉人联系方式 信访人姓名 举报材料原件 举报信原文",
     "举报人身份 投诉人身份 举报线索"),
    ("B01", "third_party", "条例第15条；反不正当竞争法第9条", "征求权利人意见，未同意的删去",
     "投标报价明细 报价底价 采购底价 未中标供应商报价 技术诀窍",
     "成本测算表 评标委员会成员名单 标底"),
    ("C01", "process", "条例第16条第1款", "内部人事信息可以不公开，请核对",
     "民主推荐得票 民主测评得票 考察谈话记录 干部考察报告 后备干部名单 个人有关事项报告",
     "考察材料 拟任人选 年度考核结果"),
    ("C02", "process", "条例第16条第1款", "内部后勤信息可以不公开，请核对", "", "值班安排表 车辆调度表 内部通讯录"),
    ("C03", "process", "条例第16条第1款", "内部工作流程可以不公开，请核对", "", "内部审批流程 内部分工表"),
    ("C04", "process", "条例第16条第2款", "过程性信息可以不公开；公开的应是定稿",
     "征求意见过程稿 内部征求意见稿 会议讨论记录 会议原始记录 未经审定稿",
     "过程稿 讨论稿 送审稿 汇报稿 未定稿"),
    ("C05", "process", "条例第16条第2款", "磋商、请示内容可以不公开，请核对", "", "磋商信函 会签意见汇总表 内部请示件"),
    ("C06", "process", "条例第16条第2款", "执法案卷信息可以不公开，请核对",
     "询问笔录原文 谈话笔录原文 执法检查底稿", "询问笔录 调查笔录 案卷材料 证人证言"),
    ("", "wording", "残疾人保障法第3条；未成年人保护法第3条", "改用规范、平等的表述", "", "残废人 弱智儿童 差生 问题儿童"),
]  # fmt: skip


def terms():
    """Yield code, kind, severity, basis, advice and text of each term."""
    for code, kind, basis, advice, blocking, doubtful in GROUPS:
        for severity, texts in (("block", blocking), ("warn", doubtful)):
            for text in texts.split():
                yield code, kind, severity, basis, advice, text


def digest_of(found):
    """Return the SM3 over the terms as review.dictionary.selectors takes it; frozen here with the first edition."""
    rows = sorted(
        [text, kind, severity, code, basis, advice, "", ""] for code, kind, severity, basis, advice, text in found
    )
    data = json.dumps(rows, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    return hashlib.new("sm3", data).hexdigest()


def load(apps, schema_editor):
    found = list(terms())
    edition = apps.get_model("review", "DictionaryEdition").objects.create(
        serial=1, state="approved", note=NOTE, terms_count=len(found), digest=digest_of(found),
        valid_from=IN_FORCE, drafted_at=MADE, proposed_at=MADE, decided_at=MADE,
    )  # fmt: skip
    model = apps.get_model("review", "DictionaryTerm")
    model.objects.bulk_create(
        model(edition=edition, text=text, kind=kind, severity=severity, code=code, basis=basis, advice=advice)
        for code, kind, severity, basis, advice, text in found
    )


def unload(apps, schema_editor):
    schema_editor.execute("delete from review_dictionaryterm")
    schema_editor.execute("delete from review_dictionaryedition")


class Migration(migrations.Migration):
    dependencies = [("review", "0010_dictionary")]

    operations = [migrations.RunPython(load, unload)]
