"""Addresses for machines, below those of the portal; portal.urls includes them before the documents."""

from django.urls import include, path, register_converter
from django.urls.converters import StringConverter

from portal import converters  # noqa: F401  # registers index
from portal.machine import views


class FormConverter(StringConverter):
    """The forms of a feed."""

    regex = "atom|json"


class SitemapConverter(StringConverter):
    """The kinds of parts of the sitemap."""

    regex = "documents|readings"


register_converter(FormConverter, "form")
register_converter(SitemapConverter, "sitemap")

urlpatterns = [
    path("feeds/<slug:kind>.<form:form>", views.feed, name="feed"),
    path("feeds/<slug:kind>/<path:code>.<form:form>", views.feed, name="column_feed"),
    path("sitemap.xml", views.sitemap_index, name="sitemap"),
    path("sitemap/pages.xml", views.sitemap_pages, name="sitemap_pages"),
    path("sitemap/<sitemap:kind>-<int:part>.xml", views.sitemap_part, name="sitemap_part"),
    path("opensearch.xml", views.opensearch, name="opensearch"),
    path("catalogue.jsonld", views.catalogue, name="catalogue"),
    path("data/documents.csv", views.dataset_csv, name="dataset_csv"),
    path("data/documents.jsonld", views.dataset_jsonld, name="dataset_jsonld"),
    path("documents/<index:index>.jsonld", views.linked, name="linked"),
    path("api/v1/", include("portal.machine.api.urls")),
]
