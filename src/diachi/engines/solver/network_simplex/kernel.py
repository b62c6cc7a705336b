"""The pivots of the network simplex: one source that runs as plain Python on lists and compiled on arrays.

Source: Ahuja, Magnanti, Orlin, "Network Flows" (1993), chapter 11; strongly feasible trees: Cunningham (1976); search
by blocks: Kovacs, Optim. Methods Softw. 30 (2015). No name is looked up outside a function and nothing is rounded, so
both ways make the same pivots.

Node `root` is the last one. Arcs to it are artificial: conservation lets nothing flow on them.
`pred` is the arc to the parent; `child`, `right`, `left` hold the children of a node as a chain, -1 = none.
`state`: 1 an arc at zero, -1 at its bound, 0 in the tree.
"""

from __future__ import annotations

from typing import Any

Row = Any  # a list of ints, or an int64 array


def pivots(  # noqa: C901 - one body, so that compiled and plain Python are one source and no call is paid for
    tail: Row,
    head: Row,
    high: Row,
    cost: Row,
    flow: Row,
    state: Row,
    open_arcs: Row,
    waiting: Row,
    again: int,
    tree: tuple[Row, Row, Row, Row, Row, Row],
    height: Row,
    cursor: Row,
    most: int,
) -> int:
    """Pivot at most so often; fewer pivots than allowed mean that no open arc improves the level.

    Holds: the tree stays strongly feasible (from every node more can flow to the root), so no pivot is made twice.
    """
    parent, pred, depth, child, right, left = tree
    count = len(open_arcs)
    full = len(waiting)
    at, held, uses = cursor[0], cursor[1], cursor[2]
    done = 0
    while done < most:
        # The best of the arcs found lately that still improve; when they are used up, the next ones in turn.
        least = 0
        come = -1
        if uses > 0:
            uses -= 1
            kept = 0
            for place in range(held):
                arc = waiting[place]
                reduced = state[arc] * (cost[arc] + height[tail[arc]] - height[head[arc]])
                if reduced < 0:
                    waiting[kept] = arc
                    kept += 1
                    if reduced < least:
                        least = reduced
                        come = arc
            held = kept
        if come < 0:
            held = 0
            uses = again
            begin = at
            for turn in range(2):  # from where the last search ended, and once around
                stop = begin if turn else count
                while at < stop:
                    arc = open_arcs[at]
                    at += 1
                    reduced = state[arc] * (cost[arc] + height[tail[arc]] - height[head[arc]])
                    if reduced < 0:
                        waiting[held] = arc
                        held += 1
                        if reduced < least:
                            least = reduced
                            come = arc
                        if held == full:
                            break
                if held == full:
                    break
                if turn == 0:
                    at = 0
        if come < 0:
            break
        done += 1
        # Flow goes around: down to `one`, over the arc, from `two` up again. The last arc to block leaves.
        if state[come] == 1:
            one, two = tail[come], head[come]
        else:
            one, two = head[come], tail[come]
        room_one = room_two = high[come]
        out_one = out_two = -1
        lower, upper = one, two
        while lower != upper:
            if depth[lower] > depth[upper]:
                arc = pred[lower]
                free = flow[arc] if tail[arc] == lower else high[arc] - flow[arc]
                if free < room_one:
                    room_one, out_one = free, lower
                lower = parent[lower]
            else:
                arc = pred[upper]
                free = high[arc] - flow[arc] if tail[arc] == upper else flow[arc]
                if free <= room_two:
                    room_two, out_two = free, upper
                upper = parent[upper]
        join = lower
        upward = out_two >= 0 and room_two <= room_one
        room, out = (room_two, out_two) if upward else (room_one, out_one)
        if room > 0:
            flow[come] += room * state[come]
            node = one
            while node != join:
                arc = pred[node]
                flow[arc] += -room if tail[arc] == node else room
                node = parent[node]
            node = two
            while node != join:
                arc = pred[node]
                flow[arc] += room if tail[arc] == node else -room
                node = parent[node]
        if out < 0:  # the arc goes from bound to bound, the tree stays
            state[come] = -state[come]
            continue
        gone = pred[out]
        state[gone] = 1 if flow[gone] == 0 else -1
        state[come] = 0
        # The part below the leaving arc hangs from the entering one now: its way up is turned.
        node, above = (two, one) if upward else (one, two)
        inside = node
        reduced = cost[come] + height[tail[come]] - height[head[come]]
        shift = -reduced if tail[come] == node else reduced
        link = come
        while True:
            old_above, old_link = parent[node], pred[node]
            before, after = left[node], right[node]
            if before >= 0:
                right[before] = after
            else:
                child[old_above] = after
            if after >= 0:
                left[after] = before
            parent[node] = above
            pred[node] = link
            after = child[above]
            right[node] = after
            left[node] = -1
            if after >= 0:
                left[after] = node
            child[above] = node
            if node == out:
                break
            above, link, node = node, old_link, old_above
        node = inside
        while True:
            height[node] += shift
            depth[node] = depth[parent[node]] + 1
            if child[node] >= 0:
                node = child[node]
                continue
            while node != inside and right[node] < 0:
                node = parent[node]
            if node == inside:
                break
            node = right[node]
    cursor[0], cursor[1], cursor[2] = at, held, uses
    return done


def hang(tail: Row, dear: Row, into: Row, first: Row, start: int, tree: tuple[Row, Row, Row, Row, Row, Row]) -> None:
    """Make the first tree: from every node its arcs lead up, so with no flow at all it is strongly feasible.

    `into` holds the arcs something fits through, by their heads; those of node n stand from first[n] to first[n + 1].
    Layer by layer a node takes the least `dear` of its arcs to the layer above; one from which no way leads up hangs
    from the root, `start` before all others.
    """
    parent, pred, depth, child, right, left = tree
    root = len(parent) - 1
    arcs = len(tail) - root
    queue = [root]
    queue.pop()
    for turn in range(-1, root):
        node = start if turn < 0 else turn
        if parent[node] >= 0:
            continue
        queue.append(node)
        parent[node] = root
        pred[node] = arcs + node
        done = 0
        while done < len(queue):
            node = queue[done]
            done += 1
            above = parent[node]
            depth[node] = depth[above] + 1
            after = child[above]
            right[node] = after
            if after >= 0:
                left[after] = node
            child[above] = node
            for at in range(first[node], first[node + 1]):
                arc = into[at]
                below = tail[arc]
                if parent[below] < 0:
                    parent[below] = node
                    pred[below] = arc
                    depth[below] = -depth[node] - 1  # below zero while it waits in the queue
                    queue.append(below)
                elif depth[below] == -depth[node] - 1 and dear[arc] < dear[pred[below]]:
                    parent[below] = node
                    pred[below] = arc
        queue.clear()


def heights(tail: Row, cost: Row, tree: tuple[Row, Row, Row, Row, Row, Row], height: Row, root: int) -> None:
    """Give every node the potential at which the arcs of the tree cost nothing; the root stands at zero."""
    parent, pred, _, child, right, _ = tree
    height[root] = 0
    node = child[root]
    while node >= 0 and node != root:
        arc = pred[node]
        height[node] = height[parent[node]] + (-cost[arc] if tail[arc] == node else cost[arc])
        if child[node] >= 0:
            node = child[node]
            continue
        while node != root and right[node] < 0:
            node = parent[node]
        if node != root:
            node = right[node]
