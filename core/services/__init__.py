"""One function per thing a user does. The only part of core that knows the tables; pages and commands call it.

Every function takes the session (or the database) it works with and returns plain data.
"""
