"""What the reader of Word files refuses (codes DOC-3xx); a sentence gives advice, never text of the file."""

from common.errors import DomainError


class FileRefused(DomainError):
    """The uploaded file cannot be taken in; base of every refusal of this package."""

    code = "DOC-300"
    message = "无法读取上传的文件，请用 Word 或 WPS 打开后另存为 .docx 再上传。"
    http_status = 422


class EmptyFile(FileRefused):
    """The file has no bytes."""

    code = "DOC-301"
    message = "上传的文件是空的（0 字节），请重新选择文件。"


class FileTooLarge(FileRefused):
    """The file is larger than the limit; `limit` in MB."""

    code = "DOC-302"
    message = "文件超过%(limit)s MB 的上限，请压缩其中的图片或把附件分开上传。"
    http_status = 413


class NotDocx(FileRefused):
    """The file is of another kind; `kind` names it, `advice` says what to do."""

    code = "DOC-303"
    message = "这不是 .docx 文件，而是%(kind)s。%(advice)s"
    http_status = 415


class BrokenZip(FileRefused):
    """The container is damaged."""

    code = "DOC-304"
    message = "文件已损坏或没有传完整，请用 Word 或 WPS 打开确认后另存为 .docx 再上传。"


class BrokenXml(FileRefused):
    """A part of the file is not well-formed or not as the format demands."""

    code = "DOC-305"
    message = "文件内部结构有错误，无法读取，请用 Word 或 WPS 打开后另存为新的 .docx 再上传。"


class ZipBomb(FileRefused):
    """Unpacking would pass a limit on parts, size, ratio or nesting."""

    code = "DOC-306"
    message = "文件解压后过大或结构异常，为保护系统不予读取；请另存为新的 .docx 再上传。"


class UnsafeXml(FileRefused):
    """A part declares a document type or entities."""

    code = "DOC-307"
    message = "文件中含有不安全的声明（DTD 或实体），不予读取；请用 Word 或 WPS 另存为新的 .docx 再上传。"


class PasswordProtected(FileRefused):
    """The file is encrypted."""

    code = "DOC-308"
    message = "文件设有打开密码，系统无法读取；请取消密码后再上传。"


class MacroFile(FileRefused):
    """The file carries macros or may carry them."""

    code = "DOC-309"
    message = "文件带有宏（.docm 或 VBA 工程），不予接收；请另存为不带宏的 .docx 再上传。"


class UnsafeNames(FileRefused):
    """A part's name climbs out of the container or occurs twice."""

    code = "DOC-310"
    message = "文件内部的部件名称异常（越界路径或重名），不予读取；请另存为新的 .docx 再上传。"


class NoText(FileRefused):
    """The file has not one paragraph with visible text."""

    code = "DOC-311"
    message = "文件中没有可见的文字，请确认上传的是公文正文。"


class TooDeep(FileRefused):
    """Tables or boxes are nested deeper, or there are more paragraphs, than any document needs."""

    code = "DOC-312"
    message = "文件的表格、文本框嵌套过深或段落过多，不予读取；请简化排版后再上传。"


class PictureRefused(FileRefused):
    """A picture is too large in pixels."""

    code = "DOC-313"
    message = "文件中有图片像素过大，请缩小图片后再上传。"


class NumberUnreadable(FileRefused):
    """A text is no document number."""

    code = "DOC-314"
    message = "这不是规范的发文字号；应写作“代字〔年份〕序号号”，例如“教办厅〔2017〕3号”。"


class ContentUnreadable(FileRefused):
    """A stored JSON form is not that of a content."""

    code = "DOC-315"
    message = "存储的公文内容格式不符，无法还原。"
    http_status = 500


class PictureMissing(FileRefused):
    """The typesetter was not given the bytes of a picture that the content names."""

    code = "DOC-316"
    message = "公文内容所引用的图片缺失，无法排版。"
    http_status = 500


class TooSlow(FileRefused):
    """Reading takes longer than any document needs; `limit` in seconds."""

    code = "DOC-317"
    message = "读取文件超过%(limit)s秒，为保护系统已停止；请把附件分开、减少表格后再上传。"


class ClassifiedContent(FileRefused):
    """The file bears a 密级 mark, or its star on something else (保密法 22, 31(3); R12, R13); nothing is stored."""

    code = "DOC-320"
    message = (
        "文件带有密级标志。本系统是非涉密系统，依照《中华人民共和国保守国家秘密法》第三十一条第三项，"
        "不得存储、处理国家秘密；文件未被保存。请立即改用涉密渠道办理，并按规定处置本机上的文件。"
        "不属于国家秘密而误标★的，依照第二十二条去掉标志后再上传。"
    )


class RedactionMisplaced(FileRefused):
    """The passage is not in the content, or its removal would tear a pair of brackets of the addressees."""

    code = "DOC-330"
    message = "要遮盖的文字不在现稿所指的位置，或拆开了主送机关的括号；请重新选定范围。"


class RedactionsOverlap(FileRefused):
    """Two passages cover the same text, or one lies in a table that is removed as a whole."""

    code = "DOC-331"
    message = "两处遮盖的范围互相重叠，请合并为一处，并只选一个理由。"


class NothingRemoved(FileRefused):
    """There is no passage, or one that holds no text."""

    code = "DOC-332"
    message = "没有选定要遮盖的文字、表格或图片。"


class PassageRemains(FileRefused):
    """What was removed can still be read elsewhere; `count` says in how many places."""

    code = "DOC-333"
    message = (
        "遮盖的内容在文中（含附件说明、附件、表格）另有%(count)s处仍可读到；"
        "请一并遮盖、扩大遮盖范围，或注明别处可以保留。"
    )


class SecretNotRedactable(FileRefused):
    """A state secret may not be here at all, so it cannot be what a passage is removed for (R12)."""

    code = "DOC-334"
    message = (
        "属于国家秘密的内容不得以遮盖方式在本系统处理。依照《中华人民共和国保守国家秘密法》第三十一条第三项，"
        "请停止办理并改用涉密渠道。"
    )
