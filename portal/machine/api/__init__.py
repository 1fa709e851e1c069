"""公开数据接口, version 1: read only, described by OpenAPI 3.1, refusals as problem+json (RFC 9457)."""
