"""The types of answers: one file for each kind, from what was typed or sent to what is stored.

Each parser is total: any text or JSON value gives the stored form or a code (`codes.py`), never another
exception, and the stored form gives itself. Libraries that only some answers need are imported with the
first such answer.
"""
