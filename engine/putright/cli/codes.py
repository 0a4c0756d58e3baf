"""Exit codes: what a shell is told of how a command ended."""

FINE = 0
FINDINGS = 1
"""Problems, refusals, what is not met."""

COULD_NOT_RUN = 2
INTERRUPTED = 130
"""What a shell expects of a program that Ctrl-C ended."""

PIPE_CLOSED = 141
"""What a shell expects of a program whose reader went away."""
