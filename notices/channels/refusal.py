"""Why a message did not go."""

from notices.choices import Failure


class NotSent(Exception):  # an outcome among others, no refusal of the product's
    """The message did not go, for this reason."""

    def __init__(self, failure: Failure) -> None:
        self.failure = failure
        super().__init__(failure)
