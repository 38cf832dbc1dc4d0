"""Summaries of texts in other languages: what stands alone, and where a sentence is cut."""

import pytest

from summarizer import Document, summarize
from summarizer.draft.decompose import decompose
from summarizer.draft.tongues import leans


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Er lehnte den Umbau der Halle ab."),
        ("de", "Der Umbau sei zu teuer, sagte sie."),
        ("fr", "Elle a refusé le projet de la commune."),
        ("es", "Añadió que el puente abrirá en mayo."),
        ("it", "Ha spiegato che il ponte aprirà a maggio."),
        ("pt", "Anunciou que a ponte abre em maio."),
        ("nl", "Daarom blijft de brug dicht."),
        ("pl", "Dodał, że most zostanie otwarty w maju."),
        ("tr", "Bu nedenle köprü kapatıldı."),
        ("sv", "Bron är för dyr, sade hon."),
    ],
)
def test_what_speaks_of_somebody_unnamed_leans(language: str, sentence: str) -> None:
    assert leans(sentence, language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Bürgermeisterin Renate Kolb lehnte den Umbau der Halle ab."),
        ("fr", "La commune a refusé le projet du maire."),
        ("es", "La alcaldesa añadió que el puente abrirá en mayo."),
        ("it", "Lo studio spiega che il ponte aprirà a maggio."),
        ("nl", "Het museum blijft in de winter dicht."),
        ("pl", "Burmistrz dodał, że most zostanie otwarty w maju."),
        ("sv", "Den nya bron öppnas i maj."),
        ("ja", "彼は橋を開通させた。"),
    ],
)
def test_what_names_its_subject_does_not(language: str, sentence: str) -> None:
    assert not leans(sentence, language)


def test_a_semicolon_parts_claims_that_stand_alone() -> None:
    summary = (
        "Der Umbau der alten Halle kostet 2 Millionen Euro; die Gemeinde Tegelfeld zahlt die "
        "Hälfte. Der Umbau beginnt im Mai; sie zahlt nichts davon."
    )
    assert [claims for _, claims in decompose(summary)] == [
        [
            "Der Umbau der alten Halle kostet 2 Millionen Euro.",
            "Die Gemeinde Tegelfeld zahlt die Hälfte.",
        ],
        ["Der Umbau beginnt im Mai; sie zahlt nichts davon."],
    ]


def test_the_language_is_spoken_of_once() -> None:
    text = (
        "Die Brauerei Almer in Tegelfeld schließt ihre alte Flaschenhalle im Oktober. "
        "Der Umbau der Brauerei kostet 2,5 Millionen Euro. "
        "Die Brauerei Almer beschäftigt in Tegelfeld 43 Menschen."
    )
    report = summarize(Document(text, language="de"), offline=True)
    assert sum("not in English" in note for note in report.notes) == 1
    assert not any(claim.findings for claim in report.claims)
