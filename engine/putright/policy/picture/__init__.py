"""The picture: a procedure as a flow chart that people can read, as a drawing (SVG) and as text for Mermaid.

Pure: takes a policy, gives text. The chart is a plain value first, then laid out, then written.
"""

from putright.policy.picture.chart import Chart, in_words
from putright.policy.picture.drawing import chart_of
from putright.policy.picture.mermaid import to_mermaid
from putright.policy.picture.svg import page_svgs, to_svg

__all__ = ["Chart", "chart_of", "in_words", "page_svgs", "to_mermaid", "to_svg"]
