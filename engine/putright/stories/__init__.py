"""Stories: a policy's own tests, told with a wall calendar, played by the engine, and what of the policy they reach."""

from putright.stories.coverage import Coverage, covered
from putright.stories.judging import Failure
from putright.stories.junit import junit
from putright.stories.skeletons import Begun, begin
from putright.stories.telling import Report, StoryResult, story_files, tell

__all__ = ["Begun", "Coverage", "Failure", "Report", "StoryResult", "begin", "covered", "junit", "story_files", "tell"]
