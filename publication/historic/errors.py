"""What the register of older documents refuses (codes PUB-64x)."""

from common.errors import DomainError


class RegisterUnreadable(DomainError):
    """The file is no CSV in a known encoding and no Excel workbook."""

    code = "PUB-641"
    message = "登记表无法读取：须为 UTF-8 或 GB 18030 编码的 CSV，或者 .xlsx 工作簿。"
    http_status = 422


class RegisterHeadings(DomainError):
    """The first line does not name the columns."""

    code = "PUB-642"
    message = "登记表的首行须有列名，缺少：%(missing)s。"
    http_status = 422
