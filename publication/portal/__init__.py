"""公开门户: what the public reads; no session, no cookie, no right to ask: only live releases are there."""
