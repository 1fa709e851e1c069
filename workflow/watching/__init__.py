"""看时限: what is told when a clock comes to a rung (`reached`), and what has no clock of its own and is looked for."""
