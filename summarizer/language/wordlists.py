"""Small closed lists."""

from typing import Final

FEMALE_NAMES: Final = frozenset(
    (
        "mary anna maria sarah elena emma laura julia linda susan karen lisa nancy helen "
        "sandra jane kate katherine elizabeth margaret alice ruth rachel hannah sophie "
        "olivia amelia charlotte emily grace fatima aisha leyla zeynep ayse ingrid astrid "
        "greta ida nina clara lucia carmen rosa ana sofia isabella eva eleanor rebecca "
        "martha joan diana victoria angela priya lena petra marta irina olga natalia yuki "
        "mei amara ngozi"
    ).split()
)
MALE_NAMES: Final = frozenset(
    (
        "john james robert michael william david richard thomas charles joseph daniel "
        "matthew mark paul george andrew peter kevin brian edward henry jack samuel adam "
        "simon martin stephen alan carl eric frank gary larry scott ahmed mohammed "
        "muhammad ali hassan omar yusuf mehmet mustafa ivan dmitri sergei vladimir pavel "
        "jan lars erik sven olaf hans karl klaus jose juan carlos luis miguel pedro "
        "antonio marco luca giovanni pierre jean louis jacques tom ben sam oliver harry "
        "leo max theo kenji hiroshi wei raj arjun kofi kwame"
    ).split()
)
TITLES: Final = frozenset("dr mr mrs ms miss prof sir dame lord lady st".split())
"""What stands before names and tells nobody from anybody."""
AUXILIARIES: Final = frozenset(
    (
        "ist sind war waren wird werden wurde wurden hat haben hatte hatten "
        "est sont était étaient sera seront fut ont avait avaient "
        "son fue fueron era eran será serán han había habían está están "
        "sono erano sarà saranno hanno aveva avevano viene vengono venga "
        "são foi foram eram estão tem têm tinha tinham "
        "zijn was waren wordt worden werd werden heeft hebben had hadden "
        "jest był była było były będzie będą został została zostało zostały"
    ).split()
)
"""Forms of be, have and become in German, French, Spanish, Italian, Portuguese, Dutch and Polish:
exchanged for each other they change a tense or a voice, not what is said."""
