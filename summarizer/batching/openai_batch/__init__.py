"""Batches through a provider's Batch API: half the price, within a day.

::

    documents ──request──► Rounds ──when all wait──► Jobs ──upload, create, poll──► the service
        ▲                                             │
        └──────────────────reply──────────────────────┘   State: what outlives the process

Documents run through the same code as everywhere; only their requests take another way. They
wait until every document under way waits, then all go as one job. So a summary and its check
take two jobs, however many documents there are, and a repair two more.
"""
