"""Plan, units, evidence: what a scan does."""
