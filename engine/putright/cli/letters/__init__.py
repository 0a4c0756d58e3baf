"""`putright letters`: the letters of a case, the preview pack of a policy, or the templates of a folder of policies."""

from putright.cli.letters.command import letters

__all__ = ["letters"]
