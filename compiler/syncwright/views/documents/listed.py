"""Every document that commands answer in JSON, for the schema files."""

from collections.abc import Mapping

from syncwright.views.documents.described import Described
from syncwright.views.documents.diagnose import Diagnosis
from syncwright.views.documents.history import Histories
from syncwright.views.documents.losses import Losses
from syncwright.views.documents.unpause import Unpause
from syncwright.views.documents.would_sync import WouldSync

#: The record and the title of each, by the name of its schema's file.
DOCUMENTS: Mapping[str, tuple[type, str]] = {
    "would-sync.schema.json": (WouldSync, "Syncwright would-sync"),
    "diagnose.schema.json": (Diagnosis, "Syncwright diagnose"),
    "described.schema.json": (Described, "Syncwright diagnose of a describe"),
    "losses.schema.json": (Losses, "Syncwright losses"),
    "history.schema.json": (Histories, "Syncwright history"),
    "unpause.schema.json": (Unpause, "Syncwright unpause"),
}
