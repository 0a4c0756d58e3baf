"""One complaint's life: commands, events, what is due, and what may be done next."""
