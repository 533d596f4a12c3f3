"""The factual sentences of a follow-up, drafted from the numbers in the controllers' own phrasing."""

from engine.prose.drafts import Draft, comment_draft, draft_of
from engine.prose.figures import row_figures
from engine.prose.flik_drafts import RowDraft, flik_drafts, row_told
from engine.prose.latest import latest_follow_up
from engine.prose.sentences import RowTold, change_sentence, comparison_sentence, deviation_sentence
from engine.prose.subjects import Subject, subject_of
from engine.prose.summary import summary_sentences

__all__ = [
    "Draft", "RowDraft", "RowTold", "Subject", "change_sentence", "comment_draft", "comparison_sentence",
    "deviation_sentence", "draft_of", "flik_drafts", "latest_follow_up", "row_figures", "row_told", "subject_of",
    "summary_sentences",
]  # fmt: skip
