"""Who can help: the directory of bodies, their territory, and which of them is competent for a need."""
