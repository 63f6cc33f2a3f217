"""A room over HTTP while it is being worked on: what a browser is told, and the script that loads a changed page again.

The only room that knows Starlette, Uvicorn and watchfiles. Decides nothing about what an address shows.
"""
