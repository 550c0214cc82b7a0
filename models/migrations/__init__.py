"""Migrations of the rows, applied in order by models.migrate. Made by ``python -m models.make_migration NAME``."""
