"""Clients of the embedded cloud."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import boto3
from botocore.config import Config

if TYPE_CHECKING:
    from mypy_boto3_apigatewayv2 import ApiGatewayV2Client
    from mypy_boto3_cloudformation import CloudFormationClient
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodbstreams import DynamoDBStreamsClient
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_lambda import LambdaClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_sesv2 import SESV2Client
    from mypy_boto3_sqs import SQSClient

REGION: Final = "eu-west-3"
ACCESS_KEY = "test"
ACCOUNT = "000000000000"


class Clients:
    """One client for each service, made when first asked for; safe to share between threads."""

    def __init__(self, endpoint: str) -> None:
        self.endpoint = endpoint

    def of(self, service: str) -> Any:  # noqa: ANN401  (a service without stubs)
        """A client of any service, by botocore's name of it."""
        return boto3.session.Session().client(
            service,
            endpoint_url=self.endpoint,
            region_name=REGION,
            aws_access_key_id=ACCESS_KEY,
            aws_secret_access_key=ACCESS_KEY,
            config=Config(retries={"total_max_attempts": 2}, max_pool_connections=50, read_timeout=120),
        )

    @cached_property
    def apigateway(self) -> ApiGatewayV2Client:
        """API Gateway."""
        client: ApiGatewayV2Client = self.of("apigatewayv2")
        return client

    @cached_property
    def cloudformation(self) -> CloudFormationClient:
        """CloudFormation."""
        client: CloudFormationClient = self.of("cloudformation")
        return client

    @cached_property
    def dynamodb(self) -> DynamoDBClient:
        """DynamoDB."""
        client: DynamoDBClient = self.of("dynamodb")
        return client

    @cached_property
    def streams(self) -> DynamoDBStreamsClient:
        """The streams of DynamoDB."""
        client: DynamoDBStreamsClient = self.of("dynamodbstreams")
        return client

    @cached_property
    def kms(self) -> KMSClient:
        """KMS."""
        client: KMSClient = self.of("kms")
        return client

    @cached_property
    def functions(self) -> LambdaClient:
        """Lambda."""
        client: LambdaClient = self.of("lambda")
        return client

    @cached_property
    def s3(self) -> S3Client:
        """S3."""
        client: S3Client = self.of("s3")
        return client

    @cached_property
    def mail(self) -> SESV2Client:
        """SES."""
        client: SESV2Client = self.of("sesv2")
        return client

    @cached_property
    def sqs(self) -> SQSClient:
        """SQS."""
        client: SQSClient = self.of("sqs")
        return client
