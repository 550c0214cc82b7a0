"""A small "Проекты КЦ": told by the bot's API who may log in, it lets them in and shows their projects."""
