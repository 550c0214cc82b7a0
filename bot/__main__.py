"""``python -m bot``: the command line. Each command lives in a module of ``bot/cli``."""

import signal
import sys

from bot.cli import main

if __name__ == "__main__":
    # A parent that ignores SIGCHLD (nohup, some supervisors) hands that down, and the kernel then reaps our children
    # before we can learn how they ended.
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    sys.exit(main())
