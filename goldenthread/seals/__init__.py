"""SEALS. The only cryptography of the house: primitives, sealed formats, key hierarchy, words.

Pure bytes in, bytes out: no Django, no database, no clock, and no key is ever kept between calls.
Enter through `goldenthread.seals.api`. Every byte layout is in docs/formats/envelope-1.md.
"""
