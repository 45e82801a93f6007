"""Clients of servers: a stage makes its own, as nothing of theirs can be saved."""

from nb2prod.knowledge.schema import Library

_WHAT = "the client of a server"

_CLIENTS = {
    "anthropic": "Anthropic",
    "boto3": "Session client resource",
    "clickhouse_connect": "get_client",
    "clickhouse_driver": "Client",
    "cohere": "Client",
    "elasticsearch": "Elasticsearch",
    "google.cloud.bigquery": "Client",
    "google.cloud.storage": "Client",
    "groq": "Groq",
    "huggingface_hub": "HfApi InferenceClient",
    "influxdb_client": "InfluxDBClient",
    "ollama": "Client",
    "openai": "AzureOpenAI OpenAI",
    "pinecone": "Pinecone",
    "pymongo": "MongoClient",
    "qdrant_client": "QdrantClient",
    "redis": "Redis StrictRedis",
}

LIBRARIES = tuple(
    Library(
        name=name,
        returns={"self": clients},
        immutable=clients,
        remade=clients,
        unsavable={_WHAT: clients},
    )
    for name, clients in _CLIENTS.items()
)
