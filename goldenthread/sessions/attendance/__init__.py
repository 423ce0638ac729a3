"""When each came to a session and went, said by themselves; and what the two kept of their time.

Both sides' times together are evidence; one side's clock alone is not (S1.14). Nothing here is
noticed by the house: somebody says "I'm here", or writes their own times down (INV-13).
"""
