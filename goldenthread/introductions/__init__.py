"""INTRODUCTIONS. How a coach works, in the coach's own words: the process page.

Open to everybody by its nature (V5): it says nothing of any client. Every version is kept, and
what two people sign names the one they read.
"""
