#!/usr/bin/env python3
"""JAX's program for lunarlander-dqn: deep Q-learning on envpool's lander. Takes the options of peer_jax.py and prints its
line.

The whole loop is one jitted scan, which calls envpool's physics (Box2D, in a thread of envpool's own) through XLA. With
--seeds, envpool steps the landers of all seeds in one call. envpool begins an episode in a step of its own: such a step
counts as one, and its transition from an ended episode to the next changes no other state's value.
"""
import envpool
import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

import peer_base

peer = peer_base.load("peer_jax")


class LanderDqn(peer.CartPoleDqn):
    """One scan step is four environment steps and one learning step, of `--seeds` agents."""

    OBSERVED, ACTIONS, LIMIT = 8, 4, 100
    steps = 512

    def __init__(self):
        super().__init__()
        self.net = peer.Ffnn(peer.OPTS.norm, (self.OBSERVED, 64, 64, self.ACTIONS))
        self.seeds = peer.OPTS.seeds

    def setup(self, key):
        super().setup(key)
        envs = envpool.make_gymnasium(
            "LunarLander-v3", num_envs=self.seeds, num_threads=1, seed=peer.OPTS.seed, max_episode_steps=self.LIMIT)
        self.envs = envs  # keeps the thread and its landers
        self.first = jnp.asarray(envs.reset()[0])
        self.handle, _, _, self.step_all = envs.xla()

    def new(self, key):
        kl, kt = jax.random.split(key)
        params, target = self.net.params(kl), self.net.params(kt)
        if self.flat:
            params, target = self.layout.pack(params), self.layout.pack(target)
        agent = {
            "params": params, "target": target, "adam": self.optimizer.new(params),
            "history": self.net.histories(), "target_history": self.net.histories(),
        }  # fmt: skip
        return {"agent": agent, "replay": jnp.zeros((self.CAPACITY, 2 * self.OBSERVED + 3))}

    def learn(self, agent, batch):
        width = self.OBSERVED
        obs, following = batch[:, :width], batch[:, width : 2 * width]
        action, reward, live = (batch[:, 2 * width + i] for i in range(3))
        best, target_history = self.net(self.unpack(agent["target"]), agent["target_history"], following)
        wanted = reward + self.GAMMA * best.max(1) * live
        taken = jax.nn.one_hot(action.astype(jnp.int32), self.ACTIONS)

        def loss_of(params):
            q, history = self.net(self.unpack(params), agent["history"], obs)
            return ((((q * taken).sum(1)) - wanted) ** 2).mean(), history

        (loss, history), grads = jax.value_and_grad(loss_of, has_aux=True)(agent["params"])
        adam, params = self.optimizer(agent["adam"], agent["params"], grads)
        target = peer.tmap(lambda slow, fast: slow + self.TAU * (fast - slow), agent["target"], params)
        agent = {
            "params": params, "target": target, "adam": adam, "history": history, "target_history": target_history,
        }  # fmt: skip
        return agent, loss

    def choose(self, p, history, obs, u):
        q, history = self.act(p, history, obs)
        random = (u[1] * self.ACTIONS).astype(jnp.int32)
        return jnp.where(u[0] < self.eps[0], random, q.argmax().astype(jnp.int32)), history

    def learn_from_drawn(self, agent, replay, rows, uniform, clock):
        replay = lax.dynamic_update_slice(replay, rows, (clock % self.CAPACITY, 0))
        size = jnp.minimum(clock + 4, self.CAPACITY)
        picks = jnp.minimum((uniform * size).astype(jnp.int32), size - 1)
        agent, loss = self.learn(agent, replay.at[picks].get(mode="promise_in_bounds"))
        return agent, replay, loss

    def of_all(self, function, **axes):
        """A function of one seed, for all; a single seed has no leading axis."""
        return jax.vmap(function, **axes) if self.seeds > 1 else function

    def lead(self, x):
        return x if self.seeds > 1 else x[None]

    def block(self, carry, uniform, clock):
        handle, obs, agent, replay = carry
        p = self.of_all(self.unpack)(agent["params"])
        history, rows = agent["history"], []
        for i in range(4):
            action, history = self.of_all(self.choose)(p, history, obs, uniform[..., 2 * i : 2 * i + 2])
            handle, (seen, reward, ended, _, _) = self.step_all(handle, self.lead(action))
            following, reward, live = (
                x.reshape(-1) if self.seeds == 1 else x
                for x in (seen, reward, 1 - ended.astype(jnp.float32))
            )
            parts = [obs, following, *(x.astype(jnp.float32).reshape(*obs.shape[:-1], 1) for x in (action, reward, live))]
            rows.append(jnp.concatenate(parts, -1))
            obs = following
        learn = self.of_all(self.learn_from_drawn, in_axes=(0, 0, 0, 0, None))
        agent, replay, loss = learn({**agent, "history": history}, replay, jnp.stack(rows, -2), uniform[..., 8:], clock)
        return (handle, obs, agent, replay), loss

    def run(self, carry, keys, clock):
        draw = lambda key: jax.random.uniform(key, (self.steps, 8 + self.BATCH))  # noqa: E731
        uniforms = jax.vmap(draw, out_axes=1)(keys) if self.seeds > 1 else draw(keys)
        clocks = clock + 4 * jnp.arange(self.steps)
        begin = jnp.asarray(self.handle), carry["obs"], carry["agent"], carry["replay"]
        (_, obs, agent, replay), losses = lax.scan(lambda c, x: self.block(c, *x), begin, (uniforms, clocks))
        return {"obs": obs, "agent": agent, "replay": replay}, losses

    run_one = run


class Runner(peer.Runner):
    """Adds the first observations, which envpool has made for all seeds at once."""

    def lower(self):
        first = self.task.first
        self.carry["obs"] = first if self.seeds > 1 else first[0]
        return super().lower()


if __name__ == "__main__":
    peer.TASKS["dqn-lunarlander"] = LanderDqn
    peer.Runner = Runner
    peer.main()
