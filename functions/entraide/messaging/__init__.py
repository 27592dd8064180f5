"""SQS and SES behind the Protocols of `cases.model`; nothing else knows them."""
