"""The mail of the sandbox: an SMTP server that takes every letter, keeps it in memory, and shows it over HTTP."""
