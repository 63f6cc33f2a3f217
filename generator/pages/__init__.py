"""Corpus -> pages as values: views, addresses, data records. Pure; renders nothing and writes nothing."""

from generator.pages.lists import whole_view
from generator.pages.page import Page
from generator.pages.plan import Room, plan_pages

__all__ = ["Page", "Room", "plan_pages", "whole_view"]
