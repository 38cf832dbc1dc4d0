"""Languages other than English, as far as a table of closed word lists can take the checker."""
