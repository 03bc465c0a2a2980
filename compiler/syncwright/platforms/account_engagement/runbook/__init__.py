"""The runbook of a business unit: what people do in Account Engagement and beside it, each with what proves it and how to attest it."""
