"""DynamoDB, KMS and S3 behind the Protocols of `entraide.cases`; `client.py` also serves `messaging`."""
