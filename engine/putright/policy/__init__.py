"""The policy as a value: its shape, its reading, its sense."""
