"""The factual sentences of a follow-up, drafted from the numbers in the controllers' own phrasing."""

from engine.prose.change import change_of, change_sentence
from engine.prose.comparison import comparison_sentence
from engine.prose.deviation import deviation_of, deviation_sentence
from engine.prose.drafts import Draft, comment_draft, draft_of
from engine.prose.figures import row_figures
from engine.prose.flik_drafts import RowDraft, flik_drafts, row_told
from engine.prose.latest import FiledForecast, forecasts_in_flikar, forecasts_in_history, latest_follow_up
from engine.prose.subjects import Subject, subject_of
from engine.prose.summary import summary_sentences
from engine.prose.told import RowTold

__all__ = [
    "Draft", "FiledForecast", "RowDraft", "RowTold", "Subject", "change_of", "change_sentence", "comment_draft",
    "comparison_sentence", "deviation_of", "deviation_sentence", "draft_of", "flik_drafts", "forecasts_in_flikar",
    "forecasts_in_history", "latest_follow_up", "row_figures", "row_told", "subject_of", "summary_sentences",
]  # fmt: skip
