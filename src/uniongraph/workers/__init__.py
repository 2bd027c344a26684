"""Queries in processes that may die: a pool, a nursery that forks workers, and the workers.

A query cannot be stopped from within its process, and some end it (see ``confinement`` and ``pool``). So whoever
serves never evaluates; a worker does, and what breaks is the worker::

    pool = Pool(release.folder / "store")
    await pool.open()
    async for piece in await pool.ask(Task("SELECT * { ?s ?p ?o }", "json"), timeout=5):
        ...
"""

from __future__ import annotations

from uniongraph.workers.asking import Answering, Asking, gathered
from uniongraph.workers.pool import Answer, Pool, Setting
from uniongraph.workers.task import Ending, Task

__all__ = ["Answer", "Answering", "Asking", "Ending", "Pool", "Setting", "Task", "gathered"]
