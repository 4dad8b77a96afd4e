"""What a query costs, and the bucket it is paid from.

Source: Shopify's page on the Admin API's rate limits: scalar 0, object 1, mutation 10, a connection by its page size
(two points, and for each thing in the page what one costs). The requested cost is taken first; what was not used
comes back.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    VariableNode,
    get_named_type,
    is_composite_type,
)

MOST = 1000
"""Points of a single query, whatever the plan."""

_FREE = {"pageInfo", "__typename", "userErrors", "orderCancelUserErrors"}


def requested(schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any]) -> int:
    """Return the most that a query can cost."""
    fragments = {one.name.value: one for one in document.definitions if isinstance(one, FragmentDefinitionNode)}
    operation = next(one for one in document.definitions if isinstance(one, OperationDefinitionNode))
    root = schema.get_root_type(operation.operation)
    count = _Count(schema, fragments, variables)
    base = 10 if operation.operation.value == "mutation" else 0
    return base + count.inside(operation.selection_set, root)


@dataclass
class _Count:
    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: Mapping[str, Any]

    def inside(self, chosen: Any, parent: Any) -> int:
        return sum(self._one(node, parent) for node in chosen.selections) if chosen else 0

    def _one(self, node: Any, parent: Any) -> int:
        if isinstance(node, FragmentSpreadNode):
            part = self.fragments[node.name.value]
            return self.inside(part.selection_set, self.schema.type_map[part.type_condition.name.value])
        if isinstance(node, InlineFragmentNode):
            named = node.type_condition.name.value if node.type_condition else None
            return self.inside(node.selection_set, self.schema.type_map[named] if named else parent)
        return self._field(node, parent)

    def _field(self, node: FieldNode, parent: Any) -> int:
        name = node.name.value
        if name in _FREE:
            return 0
        told = get_named_type(parent.fields[name].type)
        if not is_composite_type(told):
            return 0
        within = self.inside(node.selection_set, told)
        if told.name.endswith("Connection"):
            return 2 + self._size(node) * within
        if name in {"nodes", "edges", "node"}:
            return within + (name != "edges")
        return (1 + within) * (self._size(node) or 1)

    def _size(self, node: FieldNode) -> int:
        for argument in node.arguments or ():
            if argument.name.value in {"first", "last"}:
                value = argument.value
                if isinstance(value, VariableNode):
                    return int(self.variables.get(value.name.value) or 0)
                if isinstance(value, IntValueNode):
                    return int(value.value)
        return 0


def actual(data: Any, *, mutation: bool = False) -> int:
    """Return what an answer cost: an object each, two for a connection."""
    return (10 if mutation else 0) + _objects(data) - 1 if isinstance(data, dict) else 0


def _objects(value: Any) -> int:
    if isinstance(value, list):
        return sum(_objects(one) for one in value)
    if not isinstance(value, dict):
        return 0
    own = 2 if "nodes" in value else 1
    return own + sum(
        _objects(inner) for name, inner in value.items() if name not in _FREE and isinstance(inner, dict | list)
    )


@dataclass
class Bucket:
    """A shop's points for one app: they run back in at a steady rate."""

    now: Callable[[], float]
    rate: float = 100.0
    """Points a second: 100 on Shopify's standard plan."""
    size: float = 2000.0
    _held: float = field(init=False)
    _at: float = field(init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def __post_init__(self) -> None:
        self._held, self._at = self.size, self.now()

    def take(self, points: float) -> bool:
        """Take points, if there are so many."""
        with self._lock:
            self._fill()
            if points > self._held:
                return False
            self._held -= points
            return True

    def give_back(self, points: float) -> None:
        """Return what a query did not use."""
        with self._lock:
            self._fill()
            self._held = min(self.size, self._held + points)

    def empty(self) -> None:
        """Pour everything out: another app's worker was there."""
        with self._lock:
            self._held, self._at = 0.0, self.now()

    def state(self) -> dict[str, float]:
        """Return ``throttleStatus`` as it stands in an answer."""
        with self._lock:
            self._fill()
            return {"maximumAvailable": self.size, "currentlyAvailable": int(self._held), "restoreRate": self.rate}

    def _fill(self) -> None:
        now = self.now()
        self._held = min(self.size, self._held + (now - self._at) * self.rate)
        self._at = now
