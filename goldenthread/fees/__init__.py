"""FEES. Packages as a count of sessions, invoices as a record, and a link to pay elsewhere (A10)."""
