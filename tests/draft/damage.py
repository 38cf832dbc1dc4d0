"""Documents with issues at chosen words, so that the draft is tested apart from health."""

from __future__ import annotations

from summarizer.source.document import Document
from summarizer.types import Issue, IssueKind


def with_issues(text: str, *found: tuple[str, IssueKind]) -> Document:
    """A document whose health found these issues at these words.

    Args:
        text: The text.
        found: Words of the text (their last occurrence is meant) and what is wrong there.
    """
    document = Document(text)
    issues = [
        Issue(kind=kind, message="for the test", start=start, end=start + len(words))
        for words, kind in found
        for start in [text.rindex(words)]
    ]
    document.__dict__["sentences"] = tuple(
        sentence.model_copy(
            update={
                "issues": tuple(
                    issue
                    for issue in issues
                    if sentence.start <= issue.start and issue.end <= sentence.end
                )
            }
        )
        for sentence in document.sentences
    )
    return document
