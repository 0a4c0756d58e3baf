"""The handler's counter: read the case, catch up, decide, append, tell."""

from putright.casework.desk import Desk, open_desk
from putright.casework.log import LogLine, LogReport, read_log, run_log
from putright.casework.moments import moment
from putright.casework.receipts import Receipt, Standing

__all__ = ["Desk", "LogLine", "LogReport", "Receipt", "Standing", "moment", "open_desk", "read_log", "run_log"]
