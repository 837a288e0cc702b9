"""One use case per function, one transaction each, with its row in the audit trail."""
