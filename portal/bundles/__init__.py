"""The package that carries public content from the office network to the portal (ADR 0036): its format, both ways."""
