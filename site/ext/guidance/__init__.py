"""What turns `content/` into the site: facts, directives, typography, menu, and the steps after MkDocs."""
