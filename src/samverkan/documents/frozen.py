"""Rows that are written once. What somebody has handed over, reviewed or adopted is never changed afterwards."""

from typing import Any, NoReturn

from django.db import models


class WrittenOnce(TypeError):
    """Somebody tried to change or delete a frozen row. A correction is a new row."""


class FrozenQuerySet(models.QuerySet[Any]):
    def update(self, **fields: Any) -> NoReturn:
        raise WrittenOnce(f"{self.model.__name__} is never changed; a correction is a new one")

    def delete(self) -> NoReturn:
        raise WrittenOnce(f"{self.model.__name__} is never deleted")


class Frozen(models.Model):
    """Can be created and read, nothing else."""

    objects = FrozenQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise WrittenOnce(f"{type(self).__name__} is never changed; a correction is a new one")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise WrittenOnce(f"{type(self).__name__} is never deleted")
