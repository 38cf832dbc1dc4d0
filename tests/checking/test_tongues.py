"""Claims about texts in other languages: each error with a true twin that must pass."""

import pytest

from summarizer import Document, FindingKind, Verdict, check

TEXTS = {
    "de": "Die Brauerei Almer in Tegelfeld schließt ihre alte Flaschenhalle nicht. "
    "Geschäftsführerin Renate Kolb sagte, dreiundvierzig Beschäftigte seien betroffen. "
    "Der Umbau kostet 2,5 Millionen Euro und könnte im Oktober beginnen. "
    "Braumeister Jens Ohlert lobte den Plan.",
    "nl": "De gemeente Harlo heeft de oude brug niet gesloten. "
    "Volgens wethouder Els Bakker rijden er dagelijks drieëntwintig bussen over. "
    "De renovatie kost 1,2 miljoen euro en zou in maart kunnen beginnen. "
    "Alle bewoners van het eiland zijn voor de brug; aannemer Piet Zwart is het daarmee eens.",
    "es": "El museo de Valdoro no cerrará este invierno. "
    "La directora, Lucía Ferrán, dijo que treinta y dos salas quedarán abiertas. "
    "La reforma podría empezar en octubre y costará 1.500.000 euros. "
    "Una cuarta parte de la reforma la pagan los vecinos. "
    "Ninguno de los guardas perderá su empleo, añadió el concejal Tomás Urrutia.",
    "fr": "La piscine de Morlac ne fermera pas cet hiver. "
    "La maire, Agnès Pradel, a annoncé que soixante-dix-sept familles seront relogées. "
    "Les travaux pourraient commencer en octobre et coûteront 2,5 millions d'euros. "
    "Le commerçant Hugo Vasseur a critiqué la lenteur du chantier.",
    "da": "Broen ved Holmby bliver ikke lukket. Ifølge borgmester Mette Krag kører femogtyve busser"
    " over den hver dag. Ombygningen kan begynde i maj.",
    "no": "Brua ved Holmby blir ikke stengt. Ifølge ordfører Mette Krag kjører tjuefem busser over "
    "den hver dag. Ombyggingen kan begynne i mai.",
    "cs": "Most v Lipnici nebude uzavřen. Starosta Karel Dvořák uvedl, že po něm denně jezdí "
    "dvacet pět autobusů. Oprava možná začne v květnu.",
    "ru": "Мост в Липках не будет закрыт. Мэр Карп Дворцов сообщил, что по нему ежедневно ездят "
    "двадцать пять автобусов. Ремонт может начаться в мае.",
    "sv": "Färjan till Ramsö går inte i vinter. "
    "Biljetten blir billigare, sade rederiets chef Ulla Brandt. "
    "Hälften av passagerarna stödjer planen.",
    "it": "Il mercato di Borgo Alto resterà aperto anche la domenica. "
    "Il progetto è stato firmato da Ada Morelli. "
    "L'assessore Carlo Bensi ha lodato i commercianti. "
    "Il tetto, danneggiato dalla grandine, potrebbe non essere riparato entro marzo.",
    "pl": "Most w Zarzeczu nie zostanie zamknięty. "
    "Burmistrz Adam Wilk powiedział, że przejeżdża nim dwudziestu pięciu rowerzystów dziennie. "
    "Remont może zacząć się w październiku i potrwa pięć miesięcy. "
    "Inżynier Ewa Sowa pochwaliła projekt.",
    "tr": "Karlıova köprüsü bu kış kapatılmayacak. "
    "Belediye başkanı Selma Uçar, köprüden günde on iki otobüs geçtiğini söyledi. "
    "Onarım ekim ayında başlayabilir ve beş ay sürecek. "
    "Köprünün yanına park yapılması planlanıyor. "
    "Mühendis Kerem Taş projeyi övdü.",
}

CASES = [
    ("de", "negation", "Die Brauerei Almer schließt ihre alte Flaschenhalle."),
    ("de", "ok", "Die alte Flaschenhalle der Brauerei Almer wird nicht geschlossen."),
    ("de", "number", "34 Beschäftigte seien betroffen, sagte Renate Kolb."),
    ("de", "ok", "43 Beschäftigte seien betroffen, sagte Renate Kolb."),
    ("de", "modality", "Der Umbau beginnt im Oktober."),
    ("de", "ok", "Der Umbau beginnt möglicherweise im Oktober."),
    ("de", "role", "Jens Ohlert ist die Geschäftsführerin."),
    ("de", "ok", "Renate Kolb ist die Geschäftsführerin."),
    ("nl", "number", "Er rijden dagelijks 32 bussen over de brug."),
    ("nl", "ok", "Er rijden dagelijks 23 bussen over de brug."),
    ("nl", "negation", "De gemeente Harlo heeft de oude brug gesloten."),
    ("nl", "ok", "De oude brug van Harlo is niet gesloten."),
    ("nl", "modality", "De renovatie begint in maart."),
    ("nl", "ok", "De renovatie begint misschien in maart."),
    ("es", "number", "La directora dijo que 23 salas quedarán abiertas."),
    ("es", "ok", "La directora dijo que 32 salas quedarán abiertas."),
    ("es", "date", "La reforma podría empezar en noviembre."),
    ("es", "number", "La reforma costará 1,6 millones de euros."),
    ("es", "ok", "La reforma costará 1,5 millones de euros."),
    ("es", "quantifier", "Todos los guardas perderán su empleo."),
    ("fr", "number", "Soixante-sept familles seront relogées."),
    ("fr", "ok", "77 familles seront relogées."),
    ("fr", "attribution", "Agnès Pradel a critiqué la lenteur du chantier."),
    ("fr", "ok", "Hugo Vasseur a critiqué la lenteur du chantier."),
    ("fr", "negation", "La piscine de Morlac fermera cet hiver."),
    ("pl", "negation", "Most w Zarzeczu zostanie zamknięty."),
    ("pl", "number", "Mostem przejeżdża 52 rowerzystów dziennie."),
    ("pl", "ok", "Mostem przejeżdża 25 rowerzystów dziennie."),
    ("pl", "unit", "Remont potrwa pięć tygodni."),
    ("pl", "role", "Ewa Sowa jest burmistrzem."),
    ("pl", "ok", "Adam Wilk jest burmistrzem."),
    ("tr", "negation", "Karlıova köprüsü bu kış kapatılacak."),
    ("tr", "number", "Köprüden günde 21 otobüs geçiyor."),
    ("tr", "ok", "Köprüden günde 12 otobüs geçiyor."),
    ("tr", "modality", "Onarım ekim ayında başlayacak."),
    ("da", "negation", "Broen ved Holmby bliver lukket."),
    ("da", "number", "Hver dag kører 52 busser over broen."),
    ("da", "ok", "Hver dag kører 25 busser over broen."),
    ("no", "negation", "Brua ved Holmby blir stengt."),
    ("no", "number", "Hver dag kjører 52 busser over brua."),
    ("no", "ok", "Hver dag kjører 25 busser over brua."),
    ("cs", "negation", "Most v Lipnici bude uzavřen."),
    ("cs", "number", "Po mostě denně jezdí 52 autobusů."),
    ("cs", "ok", "Po mostě denně jezdí 25 autobusů."),
    ("cs", "modality", "Oprava začne v květnu."),
    ("ru", "negation", "Мост в Липках будет закрыт."),
    ("ru", "number", "По мосту ежедневно ездят 52 автобуса."),
    ("ru", "ok", "По мосту ежедневно ездят 25 автобусов."),
    ("ru", "modality", "Ремонт начнётся в мае."),
    ("sv", "negation", "Färjan till Ramsö går i vinter."),
    ("sv", "ok", "Färjan till Ramsö går inte i vinter."),
    ("sv", "comparison", "Biljetten blir dyrare."),
    ("sv", "ok", "Biljetten blir billigare."),
    ("sv", "quantifier", "Alla passagerarna stödjer planen."),
    ("sv", "ok", "Hälften av passagerarna stödjer planen."),
    ("it", "quantifier", "Il mercato resterà aperto solo la domenica."),
    ("it", "ok", "Il mercato resterà aperto anche la domenica."),
    ("it", "modality", "Il tetto sarà certamente riparato entro marzo."),
    ("it", "ok", "Non è certo che il tetto sarà riparato entro marzo."),
    ("es", "number", "Un tercio de la reforma lo pagan los vecinos."),
    ("es", "ok", "Los vecinos pagan 375.000 euros."),
    ("tr", "modality", "Köprünün yanına park yapıldı."),
    ("tr", "ok", "Köprünün yanına park yapılması planlanıyor."),
    ("it", "name", "Il progetto è stato firmato da Carlo Bensi."),
    ("it", "ok", "Il progetto porta la firma di Ada Morelli."),
]


@pytest.mark.parametrize(("language", "kind", "claim"), CASES)
def test_an_error_is_found_and_its_twin_passes(language: str, kind: str, claim: str) -> None:
    report = check(Document(TEXTS[language], language=language), [claim], offline=True)
    found = report.claims[0]
    if kind == "ok":
        assert found.verdict is Verdict.SUPPORTED, found.findings
    else:
        assert found.verdict is Verdict.CONTRADICTED
        assert FindingKind(kind) in {finding.kind for finding in found.findings}


def test_a_language_without_tables_still_has_its_figures_names_and_quotations_compared() -> None:
    text = (
        "Kaupunginjohtaja Liisa Virtanen avasi 14. marraskuuta Oulussa uuden sillan, joka maksoi "
        "320 miljoonaa euroa. ”Odotimme tätä päivää pitkään”, hän sanoi."
    )
    claims = [
        "Liisa Virtanen avasi Oulussa uuden sillan, joka maksoi 230 miljoonaa euroa.",
        "Liisa Virtanen avasi Oulussa uuden sillan, joka maksoi 320 miljoonaa euroa.",
        "Matti Korhonen avasi Oulussa uuden sillan.",
    ]
    report = check(Document(text, language="fi"), claims, offline=True)
    assert [claim.flagged for claim in report.claims] == [True, False, True]
    assert any("know no words" in note for note in report.notes)


def test_a_text_that_writes_no_spaces_is_read_sign_by_sign() -> None:
    text = "2031年5月3日に新しい橋が開通した。費用は320億円だった。"
    claims = ["新しい橋は5月8日に開通した。", "新しい橋は5月3日に開通した。"]
    report = check(Document(text, language="ja"), claims, offline=True)
    assert [claim.flagged for claim in report.claims] == [True, False]


def test_a_claim_stitched_together_from_two_places_is_doubted() -> None:
    text = (
        "Der Wirt Sepp Lanner hofft auf mehr Gäste im Winter. Die Straße zum Gipfel ist gesperrt. "
        "Im Tal baut die Gemeinde einen Parkplatz. Die Molkerei liefert Käse nach Italien."
    )
    claims = [
        "Sepp Lanner liefert Käse nach Italien.",
        "Sepp Lanner hat die Hoffnung auf mehr Gäste.",
    ]
    report = check(Document(text, language="de"), claims, offline=True)
    assert [claim.flagged for claim in report.claims] == [True, False]
