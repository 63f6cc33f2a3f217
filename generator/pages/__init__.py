"""Corpus -> pages as values: views, addresses, data records. Pure; renders nothing and writes nothing."""

from generator.pages.lists.paginate import whole_view
from generator.pages.page import ListPage, Page

__all__ = ["ListPage", "Page", "whole_view"]
