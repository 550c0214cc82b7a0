"""The billing's part of the API: money told to us, and what people asked for read out."""
