"""What stops a file of areas from being read, said so that the person can mend it."""


class AreaError(Exception):
    """`what` is wrong and how to `mend` it, as plain Swedish sentences."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(f"{what} {mend}")
        self.what, self.mend = what, mend
