"""What machines read of the portal: feeds, sitemap, OpenSearch, open data, and the interface (ADR 0035)."""
