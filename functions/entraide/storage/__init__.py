"""DynamoDB and KMS behind the Protocols of `cases.model`; nothing else knows them."""
