"""The journal's sentences of this app."""

from audit import verbs
from interpretation.choices import Channel
from portal.choices import FIRST_REPORT, ColumnKind, RelationKind, column_label, report_page
from publication.choices import CheckFailure, ConsentKind, Ending, Fault, RetractionKind
from publication.listings.choices import ListingAct
from publication.models import Recipient
from publication.normative.choices import ValidityAct, Verdict
from publication.outlets.choices import Event, Failure, OutletKind
from publication.proof.choices import Part

PAGES = (*ColumnKind.values, *map(report_page, range(FIRST_REPORT, 2100)))

verbs.register(
    {
        "publication.typeset": "%(by)s 排出公开文本（第%(copy)s次）",
        "publication.verify": "%(by)s 发布前核验通过（第%(copy)s次排版）",
        "publication.check_failed": "%(by)s 发布前核验未通过：%(failure)s（第%(copy)s次排版）",
        "publication.release": "%(by)s 公开发布，索引号 %(index)s",
        "publication.scheduled": "%(by)s 安排定时公开：%(moment)s",
        "publication.rescheduled": "%(by)s 将定时公开由 %(before)s 改为 %(moment)s",
        "publication.schedule_cancelled": "%(by)s 取消定于 %(moment)s 的公开",
        "publication.not_released": "%(by)s 到时未能公开（%(code)s），退回公开发布环节",
        "publication.ending_proposed": "%(by)s 提出%(act)s公开文本 %(index)s（%(reason_kind)s），待签发人批准",
        "publication.ending_refused": "%(by)s 不批准%(act)s公开文本 %(index)s",
        "publication.ending_withdrawn": "%(by)s 收回%(act)s公开文本 %(index)s 的申请",
        "publication.retract": "%(by)s 批准撤下公开文本 %(index)s：%(reason_kind)s（%(proposer)s 提出）",
        "publication.correct": "%(by)s 批准更正公开文本 %(index)s：%(reason_kind)s（%(proposer)s 提出）",
        "publication.bundle_exported": "%(by)s 导出第 %(serial)s 号公开内容包，%(count)s 项（清单 SM3 %(sm3)s）",
        "publication.register_imported": "%(by)s 导入历史公开登记：新增 %(new)s 件，更新 %(changed)s 件",
        "publication.portal_mended": "核对公开门户，改正索引号 %(index)s：%(fault)s",
        "publication.register_gave_way": "登记条目 %(index)s 让位于本机关正式公开的 %(successor)s",
    },
    labels={
        "failure": {str(value): str(label) for value, label in CheckFailure.choices},
        "fault": {str(value): str(label) for value, label in Fault.choices},
        "act": {str(value): str(label) for value, label in Ending.choices},
        "reason_kind": {str(value): str(label) for value, label in RetractionKind.choices},
    },
    tones={
        "publication.release": "good",
        "publication.verify": "good",
        "publication.check_failed": "alert",
        "publication.schedule_cancelled": "alert",
        "publication.not_released": "alert",
        "publication.ending_proposed": "alert",
        "publication.ending_refused": "alert",
        "publication.retract": "alert",
    },
    names={
        "publication.ending_proposed": "提出撤下或更正公开文本",
        "publication.ending_refused": "不批准撤下或更正公开文本",
        "publication.ending_withdrawn": "收回撤下或更正的申请",
        "publication.portal_mended": "核对公开门户，改正条目",
        "publication.register_gave_way": "历史登记条目让位",
        "publication.release": "发布公开文本",
        "publication.rescheduled": "改变定时公开的时间",
        "publication.schedule_cancelled": "取消定时公开",
    },
)
verbs.register(
    {
        "publication.consent": "%(by)s 登记制作机关的公开或同意（%(kind)s）",
        "publication.joint_link": "%(by)s 登记牵头机关的公开网址",
    },
    labels={"kind": {str(value): str(label) for value, label in ConsentKind.choices}},
)
verbs.register(
    {
        "publication.relation_confirmed": "%(by)s 确认文件关联：%(kind)s %(number)s",
        "publication.relation_rejected": "%(by)s 不采用文件关联：%(kind)s %(number)s",
        "publication.column_written": "%(by)s 发布专栏“%(column)s”第%(serial)s版",
        "publication.column_proposed": "%(by)s 提请公布专栏“%(column)s”第%(serial)s版",
        "publication.column_approved": "%(by)s 批准公布专栏“%(column)s”第%(serial)s版",
        "publication.column_refused": "%(by)s 不批准公布专栏“%(column)s”第%(serial)s版",
        "publication.column_withdrawn": "%(by)s 收回专栏“%(column)s”第%(serial)s版",
        "publication.column_mended": "核对公开门户，改正专栏“%(column)s”：%(fault)s",
    },
    labels={
        "kind": {str(value): str(label) for value, label in RelationKind.choices},
        "column": {code: column_label(code) for code in PAGES},
        "fault": {str(value): str(label) for value, label in Fault.choices},
    },
    names={
        "publication.column_mended": "核对公开门户，改正专栏页面",
    },
)
verbs.register(
    {
        "publication.outlet_added": "%(by)s 增设发布渠道 %(outlet)s（%(kind)s）",
        "publication.outlet_changed": "%(by)s 修改发布渠道 %(outlet)s",
        "publication.outlet_secret": "%(by)s 更换发布渠道 %(outlet)s 的签名密钥",
        "publication.outlet_on": "%(by)s 启用发布渠道 %(outlet)s",
        "publication.outlet_off": "%(by)s 停用发布渠道 %(outlet)s",
        "publication.outlet_tested": "%(by)s 测试发布渠道 %(outlet)s：成功",
        "publication.outlet_test_failed": "%(by)s 测试发布渠道 %(outlet)s：%(failure)s",
        "publication.delivery_given_up": "%(event)s未能送达 %(outlet)s，已停止重试：%(failure)s",
        "publication.delivery_resent": "%(by)s 向 %(outlet)s 重发%(event)s（此前：%(failure)s）",
        "publication.placement_planned": "%(by)s 登记同时以%(channel)s方式公开",
        "publication.placement_noted": "%(by)s 登记%(channel)s的回执，登载于 %(on)s",
    },
    labels={
        "kind": {str(value): str(label) for value, label in OutletKind.choices},
        "event": {str(value): str(label) for value, label in Event.choices},
        "failure": {str(value): str(label) for value, label in Failure.choices},
        "channel": {str(value): str(label) for value, label in Channel.choices},
    },
    tones={"publication.delivery_given_up": "alert", "publication.outlet_test_failed": "alert"},
    names={
        "publication.delivery_given_up": "未能送达发布渠道，已停止重试",
        "publication.delivery_resent": "重发到发布渠道",
        "publication.outlet_secret": "更换发布渠道的签名密钥",
        "publication.outlet_test_failed": "测试发布渠道未成功",
        "publication.outlet_tested": "测试发布渠道成功",
        "publication.placement_noted": "登记其他渠道的回执",
        "publication.placement_planned": "登记同时以其他方式公开",
    },
)
verbs.register(
    {
        "publication.live_ok": "公开核验恢复一致：索引号 %(index)s",
        "publication.live_differs": "公开核验发现门户内容与发布时不符：索引号 %(index)s（%(parts)s）",
        "publication.live_unreachable": "公开核验无法访问门户页面：索引号 %(index)s（%(parts)s）",
    },
    labels={"parts": {str(value): str(label) for value, label in Part.choices}},
    tones={"publication.live_differs": "alert", "publication.live_unreachable": "alert"},
)
verbs.register(
    {
        "publication.validity_proposed": "%(by)s 提请%(act)s，依据 %(instrument)s，自 %(effective_on)s 起",
        "publication.validity_approved": "%(by)s 批准%(act)s，依据 %(instrument)s，自 %(effective_on)s 起",
        "publication.validity_refused": "%(by)s 不批准%(act)s",
        "publication.validity_lapsed": "有效期至 %(ends_on)s 届满，自动失效：索引号 %(index)s",
        "publication.validity_reminded": "有效期将于 %(ends_on)s 届满，已提醒起草单位评估",
        "publication.cleanup_opened": "%(by)s 发起清理“%(title)s”，共 %(count)s 件",
        "publication.cleanup_judged": "%(by)s 提出清理意见：%(verdict)s",
        "publication.cleanup_confirmed": "%(by)s 确认清理意见：%(verdict)s",
        "publication.cleanup_published": "%(by)s 批准公布清理结果“%(title)s”（%(instrument)s）",
        "publication.supply_made": "%(by)s 编制向%(recipient)s移送的清单，%(since)s 至 %(until)s，共 %(count)s 件",
        "publication.supply_handed": "%(by)s 登记清单 %(supply)s 已移送%(recipient)s",
    },
    labels={
        "act": {str(value): str(label) for value, label in ValidityAct.choices},
        "verdict": {str(value): str(label) for value, label in Verdict.choices},
        "recipient": {str(value): str(label) for value, label in Recipient.choices},
    },
    tones={
        "publication.validity_lapsed": "alert",
        "publication.validity_reminded": "alert",
        "publication.validity_refused": "alert",
    },
    names={
        "publication.supply_handed": "登记清单已移送",
        "publication.supply_made": "编制移送清单",
        "publication.validity_approved": "批准变动有效性",
        "publication.validity_lapsed": "有效期届满，自动失效",
        "publication.validity_proposed": "提请变动有效性",
        "publication.validity_refused": "不批准变动有效性",
        "publication.validity_reminded": "有效期将届满，提醒评估",
    },
)
verbs.register(
    {
        "publication.listing_proposed": "%(by)s 提请%(act)s门户条目 %(index)s（%(why)s），待签发人批准",
        "publication.listing_approved": "%(by)s 批准%(act)s门户条目 %(index)s（%(why)s）",
        "publication.listing_refused": "%(by)s 不批准%(act)s门户条目 %(index)s",
        "publication.listing_withdrawn": "%(by)s 收回%(act)s门户条目 %(index)s 的申请",
    },
    labels={
        "act": {str(value): str(label) for value, label in ListingAct.choices},
        "why": {str(value): str(label) for value, label in (*RetractionKind.choices, *ValidityAct.choices)},
    },
    tones={
        "publication.listing_proposed": "alert",
        "publication.listing_approved": "alert",
        "publication.listing_refused": "alert",
    },
    names={
        "publication.listing_approved": "批准变动门户条目",
        "publication.listing_proposed": "提请变动门户条目",
        "publication.listing_refused": "不批准变动门户条目",
        "publication.listing_withdrawn": "收回变动门户条目的申请",
    },
)
