"""SQS and SES behind the Protocols of `entraide.cases`."""
