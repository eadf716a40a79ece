"""The second tier of the facts stage: a linker that weighs named evidence where no rule is sure.

It answers five questions: what a piece tells (its action type, or nothing), who acts, for whom, when, and of
which total it is a share. Every answer is a choice among options; each option has named features, and their
weights are fitted on the labelled corpus by ``python -m evaluation.fitting`` (``patterns/linking/``). What
the rules would say is one of the features.
"""

from __future__ import annotations

from extractor.facts.linking.linker import Judge, Linker
from extractor.facts.linking.options import Options

__all__ = ["Judge", "Linker", "Options"]
