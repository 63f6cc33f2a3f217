"""Corpus -> pages as values: views, addresses, data records. Pure; renders nothing and writes nothing."""

from generator.pages.lists.paginate import whole_view
from generator.pages.page import ListPage, Page
from generator.pages.site_plan import Contents, plan_pages

__all__ = ["Contents", "ListPage", "Page", "plan_pages", "whole_view"]
