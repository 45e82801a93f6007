"""Minimum cuts of a flow network with one source and one sink, by Dinic's algorithm.

Source: Dinic, "Algorithm for solution of a problem of maximum flow in networks" (1970).
"""

from collections import deque
from collections.abc import Iterable

from nb2prod.reach import reached

INFINITE = 1 << 60


class Network:
    """Nodes 0 to ``size - 1``, and arcs with integer capacities."""

    def __init__(self, size: int) -> None:
        self.heads: list[int] = []
        self.left: list[int] = []
        self.arcs: list[list[int]] = [[] for _ in range(size)]

    def add(self, tail: int, head: int, capacity: int) -> None:
        """An arc from `tail` to `head`."""
        # the arc back has the next number, so that `arc ^ 1` is the one in the other direction
        for node, other, room in ((tail, head, capacity), (head, tail, 0)):
            self.arcs[node].append(len(self.heads))
            self.heads.append(other)
            self.left.append(room)

    def source_side(self, source: int, sink: int) -> frozenset[int]:
        """The smallest set of nodes with the source that a cheapest cut takes off the sink."""
        while (levels := self._levels(source, sink)) is not None:
            used = [0] * len(self.arcs)
            while self._augment(source, sink, levels, used):
                pass
        return frozenset(reached([source], self._onward))

    def _levels(self, source: int, sink: int) -> list[int] | None:
        """The distance of each node from the source; None where the sink is out of reach."""
        levels = [-1] * len(self.arcs)
        levels[source] = 0
        queue = deque([source])
        while queue:
            node = queue.popleft()
            for head in self._onward(node):
                if levels[head] < 0:
                    levels[head] = levels[node] + 1
                    queue.append(head)
        return levels if levels[sink] >= 0 else None

    def _augment(self, source: int, sink: int, levels: list[int], used: list[int]) -> bool:
        """Push flow along one path that climbs a level with each arc, if there is one."""
        path: list[int] = []
        node = source
        while node != sink:
            arcs = self.arcs[node]
            # arcs that led nowhere at these levels are not tried again: that bounds the time
            while used[node] < len(arcs):
                arc = arcs[used[node]]
                if self.left[arc] and levels[self.heads[arc]] == levels[node] + 1:
                    break
                used[node] += 1
            else:
                if not path:
                    return False
                node = self.heads[path.pop() ^ 1]
                used[node] += 1
                continue
            path.append(arc)
            node = self.heads[arc]
        room = min(self.left[arc] for arc in path)
        for arc in path:
            self.left[arc] -= room
            self.left[arc ^ 1] += room
        return True

    def _onward(self, node: int) -> Iterable[int]:
        """Where more can flow to from a node."""
        return (self.heads[arc] for arc in self.arcs[node] if self.left[arc])
