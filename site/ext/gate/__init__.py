"""The gate: what is wrong in `content/`, said with file and line, before any page is built.

`make check` runs it, `make reread` marks translations as read again.
"""
