"""Disjoint sets with union by the smallest member, so that the result depends on no order."""

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class DisjointSets(Generic[T]):
    """Members are what `find` has been asked about; each starts as a set of its own."""

    def __init__(self) -> None:
        self.parent: dict[T, T] = {}
        self.rank: dict[T, int] = {}

    def find(self, member: T) -> T:
        """The member that stands for the set: the one that was asked about first."""
        self.rank.setdefault(member, len(self.rank))
        root = member
        while (above := self.parent.get(root, root)) != root:
            root = above
        while member != root:
            self.parent[member], member = root, self.parent.get(member, root)
        return root

    def union(self, members: Iterable[T]) -> None:
        """Make one set of all the members' sets."""
        roots = sorted({self.find(m) for m in members}, key=self.rank.__getitem__)
        for other in roots[1:]:
            self.parent[other] = roots[0]
