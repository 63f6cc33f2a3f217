"""Targets of a publication: git and ghp-import, rsync, rclone. Each first lists what it would change.

changes(…) -> Changes        asks the target, changes nothing
carry(…)                     makes the target what the site is
manifest_at(…) -> bytes      of rsync and rclone alone: what the target says of itself
"""
