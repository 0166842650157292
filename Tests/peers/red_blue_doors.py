"""MiniGrid's RedBlueDoors-6x6 in JAX, for many copies at once.

No object can be carried, and an episode ends when blue opens. The observation therefore depends on the agent's place and
direction, the rows of both doors and whether red is open: 9,216 situations, whose observations are computed once.
"""
import typing

import jax
import jax.numpy as jnp
import numpy as np

COLUMNS, ROWS, SIZE, LIMIT = 12, 6, 7, 720
RED, BLUE = 3, 8  # the columns of the doors
LAYOUT = (ROWS, COLUMNS, 4, 4, 4, 2)  # y, x, direction, row of red, row of blue, whether red is open
ACTIONS = 7
LEFT, RIGHT, FORWARD, TOGGLE = 0, 1, 2, 5
AHEAD_X, AHEAD_Y = np.array([[1, 0, -1, 0], [0, 1, 0, -1]], np.int32)  # right, down, left, up
WALL, EMPTY = (2, 5, 0), (1, 0, 0)


class State(typing.NamedTuple):
    """Of many copies, an int32 vector each. Doors' rows count from 0 for the row below the wall."""

    x: jax.Array
    y: jax.Array
    direction: jax.Array
    red: jax.Array
    blue: jax.Array
    opened: jax.Array  # 1 where red is open
    steps: jax.Array


def start(uniform):
    """Episodes drawn by `uniform`, one number in [0, 1) a copy."""
    draw = (uniform * 1024).astype(jnp.int32)
    zero = jnp.zeros_like(draw)
    return State(4 + draw % 4, 1 + draw // 4 % 4, draw // 16 % 4, draw // 64 % 4, draw // 256 % 4, zero, zero)


def place(s):
    """The place of the observations in `observations()`."""
    index = 0
    for part, extent in zip((s.y, s.x, s.direction, s.red, s.blue, s.opened), LAYOUT):
        index = index * extent + part
    return index


def step(s, action):
    """The state after `action`, the reward, and whether the episode has ended."""
    x = s.x + jnp.asarray(AHEAD_X)[s.direction]
    y = s.y + jnp.asarray(AHEAD_Y)[s.direction]
    at_red, at_blue = (x == RED) & (y == s.red + 1), (x == BLUE) & (y == s.blue + 1)
    inside = (y >= 1) & (y <= ROWS - 2) & (x >= 1) & (x <= COLUMNS - 2) & (x != RED) & (x != BLUE)
    walks = (action == FORWARD) & (inside | (at_red & (s.opened == 1)))
    toggles, steps = action == TOGGLE, s.steps + 1
    blue_opened = toggles & at_blue
    won = blue_opened & (s.opened == 1)
    turn = jnp.where(action == RIGHT, 1, jnp.where(action == LEFT, 3, 0))
    after = State(
        jnp.where(walks, x, s.x), jnp.where(walks, y, s.y), (s.direction + turn) % 4, s.red, s.blue,
        jnp.where(toggles & at_red, 1 - s.opened, s.opened), steps)
    return after, jnp.where(won, 1 - 0.9 / LIMIT * steps, 0.0), blue_opened | (steps >= LIMIT)


def observations():
    """uint8 [situations, 7 * 7 * 3]: object, colour and state of the cells from left to right, from far to near."""
    y, x, direction, red, blue, opened = (part.reshape(-1, 1, 1) for part in np.indices(LAYOUT))
    i, j = np.indices((SIZE, SIZE))
    forward, right = SIZE - 1 - j, i - SIZE // 2
    aside = (direction + 1) % 4
    cx = x + forward * AHEAD_X[direction] + right * AHEAD_X[aside]
    cy = y + forward * AHEAD_Y[direction] + right * AHEAD_Y[aside]
    walls = (cx <= 0) | (cx >= COLUMNS - 1) | (cy <= 0) | (cy >= ROWS - 1) | (cx == RED) | (cx == BLUE)
    is_red, is_blue = (cx == RED) & (cy == red + 1), (cx == BLUE) & (cy == blue + 1)
    cells = np.where(walls[..., None], WALL, EMPTY)
    cells = np.where(is_red[..., None], np.stack(np.broadcast_arrays(4, 0, 1 - opened), -1), cells)
    cells = np.where(is_blue[..., None], (4, 2, 1), cells)
    clear = ~walls | (is_red & (opened == 1))
    visible = np.zeros(clear.shape, bool)
    visible[:, SIZE // 2, SIZE - 1] = True
    ways = [(a, a + 1) for a in range(SIZE - 1)] + [(a, a - 1) for a in range(SIZE - 1, 0, -1)]
    for row in range(SIZE - 1, -1, -1):
        for a, b in ways:
            spreads = visible[:, a, row] & clear[:, a, row]
            visible[:, b, row] |= spreads
            if row > 0:
                visible[:, a, row - 1] |= spreads
                visible[:, b, row - 1] |= spreads
    cells[:, SIZE // 2, SIZE - 1] = EMPTY
    return np.where(visible[..., None], cells, 0).astype(np.uint8).reshape(len(cells), -1)
