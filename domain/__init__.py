"""Enums, value objects and pure policy. Imports nothing of the project; does no input or output."""
