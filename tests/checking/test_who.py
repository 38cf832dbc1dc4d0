"""Who did it, and where: each error that is caught, and its true twin."""

from __future__ import annotations

import pytest

from summarizer.checking.checker import assess
from summarizer.checking.verdict import decide
from summarizer.source.document import Document
from summarizer.types import Claim, FindingKind

QUARRY = (
    "The old quarry above Lenby was bought by the Hallam Trust in 2019. "
    "Its first warden, Edda Moor, planted the birches on the northern slope. "
    "The pond belongs to the swimmers of Lenby. "
    "Councillor Ruth Vane has asked for a fence, which nobody likes. "
    "Apologies for the noise were sent by the contractor Osgood. "
    "A firm from Tarn had offered the stone crusher. "
    "The crusher broke twice in its first week, and the men went home. "
    "Rain filled the cellar of the inn that winter. "
    "The bats in the tunnel were counted by Piers Quill."
)


def check(text: str, claim: str) -> Claim:
    return decide("c1", claim, assess(Document(text), [claim])[0])


@pytest.mark.parametrize(
    ("true", "false"),
    [
        # a name that the text has, but not where it says this
        ("Piers Quill counted the bats in the tunnel.", "Quill owns the pond of the swimmers."),
        ("The Hallam Trust bought the quarry in 2019.", "Osgood is one of the swimmers of Lenby."),
        ("Edda Moor planted the birches.", "The cellar of the inn was filled by Moor."),
        # the passage of a rare name must not hide who did it
        ("Osgood sent apologies for the noise.", "Apologies were sent by Councillor Ruth Vane."),
    ],
)
def test_a_deed_is_its_doer_s(true: str, false: str) -> None:
    assert not check(QUARRY, true).flagged
    found = check(QUARRY, false)
    assert found.flagged
    assert found.findings[0].kind in (FindingKind.NOT_FOUND, FindingKind.NAME, FindingKind.AGENT)


def test_a_name_far_off_may_be_meant_by_a_pronoun_or_by_what_is_made_of_it() -> None:
    text = (
        "Norway sent the trawler Brim. It was built in 1990. The harbour was full that day. "
        "The weather was fine. The Norwegian crew painted the hull on Friday. Nobody helped. "
        "The pilot Olaf Dunn came late. Fish was dear. Two nets were lost. Bread was cheap. "
        "That evening he sang in the tavern."
    )
    assert not check(text, "The crew from Norway painted the hull on Friday.").flagged
    assert not check(text, "Dunn sang in the tavern that evening.").flagged
    assert check(text, "Dunn painted the hull on Friday.").flagged
