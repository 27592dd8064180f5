"""The requests for the CPSTI's social aids: a common block, and each aid's own questions (`domain-review.md` 3.3)."""
