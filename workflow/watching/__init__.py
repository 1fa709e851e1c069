"""看时限: what the clock finds on open work, told to whom it concerns; called by workflow.tasks only."""
