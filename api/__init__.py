"""The provider's HTTP API: what other systems tell us, and what they read out. Guide: docs/api.md."""
