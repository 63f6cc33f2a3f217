"""Cables written for the purpose, each in a folder with what must be read out of it."""
