"""What tokens cost, from the price list that genai-prices ships; nothing is downloaded."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens of one exchange.

    Attributes:
        input: Prompt tokens, cached ones included.
        cached: Prompt tokens that the provider served from its cache.
        output: Generated tokens.
    """

    input: int = 0
    cached: int = 0
    output: int = 0


@dataclass(frozen=True, slots=True)
class Tariff:
    """Whose price list applies.

    Attributes:
        model: Name of the model at its provider.
        provider: Provider as genai-prices calls it, such as ``openai``.
        share: Share of the listed price that is charged.
    """

    model: str
    provider: str
    share: float = 1.0

    def cost(self, tokens: Tokens) -> float | None:
        """Price in US dollars; ``None`` when the list does not have the model."""
        from genai_prices import Usage, calc_price

        if not _listed(self.model, self.provider):
            return None
        usage = Usage(
            input_tokens=tokens.input,
            cache_read_tokens=min(tokens.cached, tokens.input),
            output_tokens=tokens.output,
        )
        listed = calc_price(usage, self.model, provider_id=self.provider).total_price
        return float(listed) * self.share


@cache
def _listed(model: str, provider: str) -> bool:
    """Whether the list has the model: it takes long to find that it does not."""
    from genai_prices import Usage, calc_price

    try:
        calc_price(Usage(), model, provider_id=provider)
    except LookupError:
        return False
    return True
