"""What units and currencies are called, and how large they are in the base unit of their kind."""

from __future__ import annotations

from typing import Final

UNITS: Final[dict[str, tuple[str, float]]] = {
    name: (dimension, factor)
    for dimension, table in {
        "length": {
            "mm millimetre millimeter": 0.001,
            "cm centimetre centimeter": 0.01,
            "m metre meter": 1.0,
            "km kilometre kilometer": 1000.0,
            "inch": 0.0254,
            "foot feet ft": 0.3048,
            "yard": 0.9144,
            "mile mi": 1609.344,
        },
        "mass": {
            "mg milligram": 1e-6,
            "g gram gramme": 0.001,
            "kg kilogram kilo": 1.0,
            "tonne": 1000.0,
            "ton": 1000.0,
            "ounce oz": 0.0283495,
            "lb": 0.453592,
        },
        "time": {
            "second sec": 1.0,
            "minute min": 60.0,
            "hour hr": 3600.0,
            "day": 86400.0,
            "week": 604800.0,
            "fortnight": 1209600.0,
            "month": 2629800.0,
            "year yr": 31557600.0,
            "decade": 315576000.0,
            "century": 3155760000.0,
        },
        "volume": {
            "litre liter": 1.0,
            "millilitre milliliter ml": 0.001,
            "gallon": 3.785,
            "barrel": 159.0,
        },
        "area": {"hectare ha": 1.0, "acre": 0.404686},
        "power": {"watt": 1.0, "kilowatt kw": 1e3, "megawatt mw": 1e6, "gigawatt gw": 1e9},
        "temperature": {"degree °": 1.0},
        "data": {"kilobyte kb": 1e3, "megabyte mb": 1e6, "gigabyte gb": 1e9, "terabyte tb": 1e12},
    }.items()
    for names, factor in table.items()
    for name in names.split()
}
SCALES_OF_HEAT: Final = {
    "c": "temperature",
    "celsius": "temperature",
    "centigrade": "temperature",
    "f": "fahrenheit",
    "fahrenheit": "fahrenheit",
}
COMPOUND: Final = {"length3": ("volume", 1000.0), "length2": ("area", 1e-4)}
"""Cubic and square lengths in litres and hectares."""
CURRENCIES: Final[dict[str, str]] = {
    "$": "dollar",
    "dollar": "dollar",
    "usd": "dollar",
    "buck": "dollar",
    "€": "euro",
    "euro": "euro",
    "eur": "euro",
    "£": "pound",
    "pound": "pound",
    "gbp": "pound",
    "¥": "yen",
    "yen": "yen",
    "₺": "lira",
    "lira": "lira",
    "rupee": "rupee",
    "₹": "rupee",
    "franc": "franc",
    "peso": "peso",
    "krona": "krona",
    "crown": "crown",
    "yuan": "yuan",
    "ruble": "ruble",
    "rouble": "ruble",
    "cent": "cent",
}
CURRENCY_SIGNS: Final = frozenset("$€£¥₺₹")
