"""Page tags of 政府网站发展指引 (国办发〔2017〕47号; R31): exact names, one value each; pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from common.clock import OFFICE_ZONE


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the site; `keywords` are divided by semicolons."""

    name: str
    description: str
    keywords: str
    type: str


@dataclass(frozen=True, slots=True)
class Article:
    """One content page; `url` is the whole address."""

    title: str
    published_at: datetime
    source: str
    url: str
    keywords: tuple[str, ...] = ()
    description: str = ""


HOME = Column("政府信息公开", "主动公开的公文及其解读", "政府信息公开;政策文件;政策解读", "首页")
DOCUMENTS = Column("政策文件", "本机关主动公开的公文", "政策文件;政府信息公开目录", "政策文件")
INTERPRETATIONS = Column("政策解读", "政策性文件的解读材料", "政策解读;解读材料", "政策解读")
STATUTORY = {
    "guide": Column("政府信息公开指南", "怎样查找和申请本机关的政府信息", "信息公开指南", "信息公开指南"),
    "system": Column("政府信息公开制度", "本机关政府信息公开的规定", "信息公开制度", "信息公开制度"),
    "proactive": Column("法定主动公开内容", "依法主动公开的信息", "主动公开;信息公开目录", "信息公开目录"),
    "annual": Column("政府信息公开年报", "政府信息公开工作年度报告", "信息公开年报", "信息公开年报"),
    "request": Column("依申请公开", "申请公开政府信息的方法", "依申请公开", "互动交流"),
    "cleanup": Column("规范性文件清理结果", "继续有效、废止、失效的规范性文件目录", "规范性文件;清理结果", "政策文件"),
}
HELP = Column("使用帮助", "核对下载文件、查找和无障碍浏览的方法", "校验值;使用帮助", "概况信息")


@dataclass(frozen=True, slots=True)
class Site:
    """The site; `id_code` is the 政府网站标识码 of 10 digits."""

    name: str
    organ: str
    domain: str
    id_code: str
    contact: str = ""


@dataclass(frozen=True, slots=True)
class PageTags:
    """All tags of one page; a column page has no article."""

    site: Site
    column: Column
    article: Article | None = None

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield name and content of every tag that the page bears, those that must be there always."""
        yield from zip(("SiteName", "SiteDomain", "SiteIDCode"), self._site(), strict=True)
        yield "ColumnName", self.column.name
        yield "ColumnDescription", self.column.description
        yield "ColumnKeywords", self.column.keywords
        yield "ColumnType", self.column.type
        if self.article:
            yield from article_pairs(self.article)

    def _site(self) -> tuple[str, str, str]:
        return self.site.name, self.site.domain, self.site.id_code


def article_pairs(article: Article) -> Iterator[tuple[str, str]]:
    """Yield the tags of a content page; optional ones only when they say something."""
    yield "ArticleTitle", article.title
    yield "PubDate", article.published_at.astimezone(OFFICE_ZONE).strftime("%Y-%m-%d %H:%M")
    yield "ContentSource", article.source
    if article.keywords:
        yield "Keywords", ";".join(article.keywords)
    if article.description:
        yield "Description", article.description
    yield "Url", article.url
