"""Pages of our own web server for people who are in no chat with the bot: their details, once."""
