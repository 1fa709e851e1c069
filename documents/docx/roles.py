"""The names of the paragraph styles that the typesetter gives to the elements, and the reader knows again."""

FAMILY = "明发"
URGENCY = "明发紧急程度"
MASTHEAD = "明发发文机关标志"
NUMBER = "明发发文字号"
SIGNATORIES = "明发签发人"  # the rows of signatories above the one that has the number
TITLE = "明发标题"
ADDRESSEES = "明发主送机关"
BODY = "明发正文"
HEADINGS = {1: "明发一级标题", 2: "明发二级标题", 3: "明发三级标题", 4: "明发四级标题"}
LEVELS = {name: level for level, name in HEADINGS.items()}
LEAD = "明发段首标题"  # character style of a heading where text runs on in the same paragraph
CELL = "明发表格"
PICTURE = "明发图片"
NOTES = "明发附件说明"
SIGNATURE = "明发署名"
DATE = "明发成文日期"
STAMP = "明发签名章"
CLOSING = "明发附注"
ATTACHMENT_LABEL = "明发附件标识"
ATTACHMENT_TITLE = "明发附件标题"
MAIN_COPIES = "明发版记主送"  # addressees too many for the first page (7.3.2)
COPIES = "明发抄送"
PRINTING = "明发印发"
PAGE_NUMBER = "明发页码"
SPACER = "明发间隔"
RULE, THIN_RULE = "明发版记粗线", "明发版记细线"
RED_RULE, RED_THIN_RULE = "明发信函粗线", "明发信函细线"
EMPTY = (SPACER, RULE, THIN_RULE, RED_RULE, RED_THIN_RULE)
NOTE_PREFIX = "附件："
MAIN_PREFIX = "主送："
COPIES_PREFIX = "抄送："
PRINTED = "印发"
SIGNATORY_PREFIX = "签发人："
FILE = "文件"  # beside the bodies of a joint masthead
COLON = "："
"""The mark that ends an addressee line (GB/T 9704-2012 7.3.2)."""
