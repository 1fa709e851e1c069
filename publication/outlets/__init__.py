"""渠道: how a release reaches the outlets, and what each of them gave as a receipt."""
