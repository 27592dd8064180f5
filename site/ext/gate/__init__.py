"""The gate before a build: both languages say the same, and say it well; each fault with its file and line."""
