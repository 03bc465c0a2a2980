"""The runbook of a Marketo connector: what people do there, as nothing of it has an API, each with what proves it and how to attest it."""
