"""What becomes of a request: the case, its destinations, its receipt and its status."""
