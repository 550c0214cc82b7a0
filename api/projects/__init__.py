"""The projects service: it pushes its projects, and reads out who may log in and work in which of them."""
