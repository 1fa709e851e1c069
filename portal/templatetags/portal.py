"""Template tags of the portal; no queries, no clock."""

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from portal.tags import PageTags

register = template.Library()


@register.simple_tag
def page_tags(tags: PageTags) -> SafeString:
    """Return the <meta> elements of the page (R31)."""
    return format_html_join("\n  ", '<meta name="{}" content="{}">', tags.pairs())
