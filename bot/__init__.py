"""The only place that knows everybody: settings in, running bot out."""

import os

# A documented switch of python-telegram-bot: RetryAfter.retry_after and its like are timedeltas, without a warning.
os.environ.setdefault("PTB_TIMEDELTA", "true")
