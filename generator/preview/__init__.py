"""The preview: a room over HTTP while you work on it, with a script that reloads changed pages.

The only package that uses Starlette, Uvicorn and watchfiles.
"""
