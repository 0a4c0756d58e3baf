"""The command line: words in, one call, words out.

Decides nothing about a case or a policy. What a command needs is loaded when it runs, so that `--help` is quick.
"""

from putright.cli.entry import main

__all__ = ["main"]
