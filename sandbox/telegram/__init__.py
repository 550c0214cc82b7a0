"""A strict local Telegram: the Bot API on one side, people who press and type on the other. See docs/sandbox.md."""
