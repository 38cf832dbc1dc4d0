"""Short texts in several styles, written for these tests."""

from __future__ import annotations

NEWS = """\
Port of Sandvik to close its old terminal

The Sandvik Port Authority said on Monday that the northern terminal will close in June. \
Erik Lund, the director of the authority, told local radio that the terminal costs more than it \
earns, adding that its cranes date from 1968. He added: "We have waited far too long with this \
decision." The terminal, which opened in 1931, handles 40 ships a year and employs 70 people. \
However, the dockers' union rejected the plan and called a meeting for Friday. \
According to the union, most of the workers are over fifty and few of them would find other work. \
The city of Sandvik owns half of the authority, while the other half belongs to the state. \
This authority also runs the ferry harbour. It is expected that the council will vote in April.
"""

REPORT = """\
Revenue at Holmgren Paper rose 8% to 412 million kronor in the first quarter.
Operating profit fell to 31 million kronor, from 39 million a year earlier.
The company raised its prices in February and closed a mill in Tallinn.
Chief executive Anna Holmgren said that demand for packaging was strong and that costs would \
fall in the autumn.
The board does not propose a dividend.
"""

ABSTRACT = """\
Wild bees visit fewer flowers when the air is polluted. We counted visits of eleven species to \
clover plots beside a road and in a meadow for two summers. Plots beside the road received 38% \
fewer visits than plots in the meadow. Visits recovered when the road was closed for repairs. \
The effect was strongest for small bees, which cover short distances. These findings suggest \
that pollution, and not noise, keeps the insects away.
"""

DIALOGUE = """\
Mira: Did you book the cabin by the lake for July?
Jonas: I booked it for the second week and paid the deposit. It was 200 euros.
Mira: Great! I will rent a car and bring the tent.
Jonas: Please ask Petra whether she wants to come with us to the lake.
"""

MINUTES = """\
Minutes of the Allotment Society, 4 May
- Water: the pump in plot 7 leaks and will be replaced in June
- Fees: the annual fee stays at 45 pounds
- Fence: two members offered to paint the northern fence
- Next meeting: 8 June in the school library
"""

VERSE = """\
The tide takes back the sand it brought,
the gulls unpick the evening's thread,
a lantern swings above the port
and counts the boats, and counts the dead.
"""

NARRATIVE = """\
Nobody in the village had seen the clockmaker since the flood. His workshop stood open and \
the river had carried off the benches. A girl named Ilse found his cat on the roof of the mill \
and took it home. She fed it herring for a week. On the eighth day the clockmaker walked into \
the square, carrying a pendulum under his arm, and asked whether anybody had seen a cat.
"""

EMAIL = """\
Dear residents,
The lift in staircase B will be out of service from 3 to 7 March. Technicians are going to \
replace the motor and the door of the cabin. Please use staircase C during this time. The \
caretaker will help residents who cannot climb stairs.
Kind regards
The property management
"""

GERMAN = """\
Der Stadtrat von Lindenau hat am Dienstag den Bau einer neuen Brücke beschlossen. Die Brücke \
soll zwölf Millionen Euro kosten und im Jahr 2029 fertig sein. Gegen den Plan stimmten acht \
Mitglieder. Sie halten die Kosten für zu hoch. Die alte Brücke ist seit dem Hochwasser gesperrt.
"""

JAPANESE = """\
港町の市場は今年の春に新しい建物へ移った。新しい建物には魚屋が三十軒ある。\
市場は朝の四時に開く。観光客は見学できる場所が決められている。古い建物は来年壊される予定だ。
"""

HISTORY = """\
The lighthouse on Karrow Island was built between 1862 and 1865 by the engineer Tobias Wrenn. \
It burned whale oil until 1890 and paraffin until 1931. Wrenn, a native of Hull, designed \
eleven other towers, but only three of them still stand. In 1931 the tower was wired for \
electricity and its last keeper left the island. Today the tower is a museum.
"""

ONE_SENTENCE = "The ferry to Karrow Island sails at noon."

ALL = {
    "news": NEWS,
    "report": REPORT,
    "abstract": ABSTRACT,
    "dialogue": DIALOGUE,
    "minutes": MINUTES,
    "verse": VERSE,
    "narrative": NARRATIVE,
    "email": EMAIL,
    "german": GERMAN,
    "japanese": JAPANESE,
    "history": HISTORY,
    "one sentence": ONE_SENTENCE,
}
