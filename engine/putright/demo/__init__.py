"""The demo: three real procedures, a log of invented complaints for each, and everything that comes of playing them.

Never looks at the clock, and never touches a folder that it did not make.
"""

from putright.demo.counts import Counts
from putright.demo.play import DemoReport, play

__all__ = ["Counts", "DemoReport", "play"]
