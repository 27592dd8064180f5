"""One short module for each Lambda function: read the event, call the core, give the response."""
