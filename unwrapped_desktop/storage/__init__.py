"""The results file: a SQLite database on this computer, and the only place that knows so.

`opening` opens it for good, with SQLAlchemy; `last_report` takes one look at it before that has been loaded.
"""
