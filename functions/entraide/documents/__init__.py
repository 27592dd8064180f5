"""What a document sent by a worker is, by its content and never by its name."""
