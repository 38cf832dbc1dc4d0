"""A cross-encoder that somebody else trained, as the entailment score of the offline check."""
