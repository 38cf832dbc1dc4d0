"""Many documents: what goes in, what comes out, and who does the work between.

::

    inputs ──Item──► runner ──Item──► engine ──Outcome──► runner ──► store ──► the caller
                       │                                    ▲
                       └── done before, or unusable ────────┘

``inputs`` finds documents and reads them into items. The ``runner`` asks the ledger in
``store`` which of them are done, hands the others to an engine, and keeps what comes back. An
engine (``engine.Engine``) only turns items into outcomes; it writes no result, knows no
ledger, and so any engine gives the same output, resumes in the same way and loses nothing.
"""
