"""The drafter's pages: the plan of a draft, and its materials."""
