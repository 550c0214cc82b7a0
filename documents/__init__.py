"""Documents and pictures: a frozen card of ``domain`` in, bytes out. Knows neither rows nor Telegram.

Every function here computes for 20 to 200 ms: call it with ``asyncio.to_thread``.
"""
