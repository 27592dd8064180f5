"""What we ask: one Pydantic model for each form, and all that is derived from it."""
