#!/usr/bin/env python3
"""JAX's program for redbluedoors-ppo: PPO with an LSTM, a rollout and its update in one jitted scan, with the
environments inside. Takes the options of peer_jax.py and prints its line.

What an expert would do beyond a transcription: the convolutions and both heads take all frames of a minibatch in one
product, and the observations of the level lie in a table (`red_blue_doors`).
"""
import jax
import jax.numpy as jnp
from jax import lax

import peer_base
import red_blue_doors as doors

peer = peer_base.load("peer_jax")
WIDTH = 64
CHANNELS = (3, 16, 32, WIDTH)


def windows(images):
    """[batch, 147] to [4, batch, 3, 3, 12]: the 2 x 2 windows of the first convolution, those of one place in the 2 x 2
    windows of max-pooling together, so that pooling is the greatest of four arrays."""
    x = images.astype(jnp.float32).reshape(-1, 7, 7, 3)
    both = [(i, j) for i in (0, 1) for j in (0, 1)]
    return jnp.stack([
        jnp.concatenate([x[:, a + c : a + c + 5 : 2, b + d : b + d + 5 : 2] for c, d in both], -1) for a, b in both
    ])  # fmt: skip


@jax.custom_vjp
def pooled(sums):
    """ReLU and max-pooling of [4, ...]."""
    return jax.nn.relu(jnp.maximum(jnp.maximum(sums[0], sums[1]), jnp.maximum(sums[2], sums[3])))


def pooled_backward(kept, grad):
    sums, out = kept
    taken = (sums == out) & (out > 0)
    share = grad / jnp.maximum(sum(part.astype(jnp.float32) for part in taken), 1)
    return (jnp.where(taken, share, 0.0),)


pooled.defvjp(lambda sums: (pooled(sums), (sums, pooled(sums))), pooled_backward)


def convolution(p, x):
    """2 x 2, of [batch, h, w, channels], with a ReLU."""
    near = jnp.concatenate([x[:, :-1, :-1], x[:, :-1, 1:], x[:, 1:, :-1], x[:, 1:, 1:]], -1)
    return jax.nn.relu(peer.affine(p, near))


def unit_columns(key, inputs, outputs):
    w = jax.random.normal(key, (inputs, outputs))
    return {"w": w / jnp.sqrt((w * w).sum(0)), "b": jnp.zeros(outputs)}


class Ppo:
    """carry = the agent's and the environments' state. A step is a rollout of 128 frames of 16 environments and its
    update: 4 passes in minibatches of 64 sub-sequences of 4 frames, every other pass shifted by 2 frames."""

    unit, units_per_step, steps = "frames", 2048, 4
    ENVS, FRAMES, PASSES, ROWS, RECUR = 16, 128, 4, 64, 4
    GAMMA, LAMBDA, CLIP, ENTROPY, VALUE, MAX_NORM = 0.99, 0.95, 0.2, 0.01, 0.5, 0.5

    def __init__(self):
        self.flat = "tree" not in peer.OPTS.form
        widths = {"actor": (WIDTH, doors.ACTIONS), "critic": (WIDTH, 1)}
        self.sites = {
            head: [peer.Site(peer.OPTS.norm, w, ln_first=False) for w in pair] for head, pair in widths.items()
        }
        self.optimizer = peer.Adam(1e-3)

    def setup(self, key):
        self.data = jnp.asarray(doors.observations())
        self.layout = peer.Flat(self.params(key))

    def params(self, key):
        k = iter(jax.random.split(key, 8))
        convolutions = [peer.linear(next(k), 4 * a, b) for a, b in zip(CHANNELS, CHANNELS[1:])]
        return {
            "conv": convolutions, "lstm": peer.linear(next(k), 2 * WIDTH, 4 * WIDTH, fan=WIDTH),
            "actor": [unit_columns(next(k), WIDTH, WIDTH), unit_columns(next(k), WIDTH, doors.ACTIONS)],
            "critic": [unit_columns(next(k), WIDTH, WIDTH), unit_columns(next(k), WIDTH, 1)],
            "sites": {head: [s.params() for s in sites] for head, sites in self.sites.items()},
        }  # fmt: skip

    def new(self, key):
        kp, ke = jax.random.split(key)
        params = self.params(kp)
        if self.flat:
            params = self.layout.pack(params)
        return {
            "params": params, "adam": self.optimizer.new(params),
            "histories": {head: [s.history()[0] for s in sites] for head, sites in self.sites.items()},
            "envs": doors.start(jax.random.uniform(ke, (self.ENVS,))),
            "memory": jnp.zeros((self.ENVS, 2 * WIDTH)), "mask": jnp.ones(self.ENVS),
        }  # fmt: skip

    def unpack(self, params):
        return self.layout.unpack(params) if self.flat else params

    def features(self, p, images):
        """[batch, 147] to the LSTM's gates from the images alone, [batch, 4 * 64]."""
        x = pooled(peer.affine(p["conv"][0], windows(images)))
        x = convolution(p["conv"][2], convolution(p["conv"][1], x)).reshape(len(images), WIDTH)
        return peer.affine({"w": p["lstm"]["w"][:WIDTH], "b": p["lstm"]["b"]}, x)

    def remember(self, p, drive, memory):
        """The memory after a frame: h and c side by side."""
        h, c = memory[:, :WIDTH], memory[:, WIDTH:]
        i, f, g, o = jnp.split(drive + h @ p["lstm"]["w"][WIDTH:], 4, 1)
        c = jax.nn.sigmoid(f) * c + jax.nn.sigmoid(i) * jnp.tanh(g)
        return jnp.concatenate([jax.nn.sigmoid(o) * jnp.tanh(c), c], 1)

    def heads(self, p, histories, h, frames):
        """Log-probabilities and values of the rows of `frames` frames. Without histories (a rollout) code lengths are
        off; each frame is a batch of its own."""
        both = peer.affine(peer.joined(p["actor"][0], p["critic"][0]), h)
        outs, after = [], {}
        for head, x in zip(("actor", "critic"), jnp.split(both, 2, 1)):
            x, first = self.normalized(p, head, 0, histories, x, frames)
            x, second = self.normalized(p, head, 1, histories, peer.affine(p[head][1], jnp.tanh(x)), frames)
            outs.append(x)
            after[head] = [first, second]
        return jax.nn.log_softmax(outs[0]), outs[1][:, 0], after

    def normalized(self, p, head, layer, histories, x, frames):
        site, site_params = self.sites[head][layer], p["sites"][head][layer]
        if not site.has_rn:
            return site(site_params, (), x)
        if histories is None:
            return (peer.layer_norm(site_params, x) if site.has_ln else x), None
        outs, history = [], histories[head][layer]
        for part in jnp.split(x, frames):
            out, history = site(site_params, history, part)
            outs.append(out)
        return jnp.concatenate(outs), history

    def collect(self, agent, key, table):
        """A rollout: [frame, environment] each."""
        p = self.unpack(agent["params"])
        uniforms = jax.random.uniform(key, (self.FRAMES, 2, self.ENVS))

        def judge(envs, memory, mask):
            memory = self.remember(p, self.features(p, table[doors.place(envs)]), memory * mask[:, None])
            log_p, value, _ = self.heads(p, None, memory[:, :WIDTH], 1)
            return log_p, value, memory

        def frame(carry, u):
            envs, memory, mask = carry
            log_p, value, after = judge(envs, memory, mask)
            sums = jnp.cumsum(jnp.exp(log_p), 1)
            action = jnp.minimum((sums <= u[0][:, None] * sums[:, -1:]).sum(1), doors.ACTIONS - 1)
            following, reward, ended = doors.step(envs, action)
            taken = jnp.take_along_axis(log_p, action[:, None], 1)[:, 0]
            kept = (doors.place(envs), memory, mask, action, value, reward, taken)
            following = jax.tree_util.tree_map(lambda a, b: jnp.where(ended, a, b), doors.start(u[1]), following)
            return (following, after, jnp.where(ended, 0.0, 1.0)), kept

        state, kept = lax.scan(frame, (agent["envs"], agent["memory"], agent["mask"]), uniforms)
        places, memories, masks, actions, values, rewards, log_ps = kept

        def discount(carry, x):
            advantage, next_value, next_mask = carry
            reward, value, mask = x
            delta = reward + self.GAMMA * next_value * next_mask - value
            advantage = delta + self.GAMMA * self.LAMBDA * advantage * next_mask
            return (advantage, value, mask), advantage

        _, next_value, _ = judge(*state)
        begin = jnp.zeros(self.ENVS), next_value, state[2]
        _, advantages = lax.scan(discount, begin, (rewards, values, masks), reverse=True)
        kept = places, masks, actions, values, log_ps, advantages
        rollout = [x.reshape(-1) for x in kept]
        return state, memories.reshape(-1, 2 * WIDTH), rollout

    def starts(self, key):
        """The first frames of the minibatches' sub-sequences, [minibatch, row], whole minibatches only."""
        batches = []
        for number, k in enumerate(jax.random.split(key, self.PASSES)):
            shift = number % 2 * self.RECUR // 2
            frames = jnp.arange(shift, self.FRAMES - (self.RECUR if shift else 0), self.RECUR)
            order = jax.random.permutation(k, (frames[:, None] * self.ENVS + jnp.arange(self.ENVS)).reshape(-1))
            batches.append(order[: len(order) // self.ROWS * self.ROWS].reshape(-1, self.ROWS))
        return jnp.concatenate(batches)

    def loss(self, params, histories, memory, rows, table):
        """Of sub-sequences whose frames are `rows`, [4, row] of each part of the rollout."""
        p = self.unpack(params)
        places, masks, actions, old_values, old_log_ps, advantages = rows
        drives = self.features(p, table[places.reshape(-1)]).reshape(self.RECUR, self.ROWS, -1)
        memories = []
        for drive, mask in zip(drives, masks):
            memory = self.remember(p, drive, memory * mask[:, None])
            memories.append(memory)
        h = jnp.concatenate(memories)[:, :WIDTH]
        log_p, value, histories = self.heads(p, histories, h, self.RECUR)
        actions, old_values, old_log_ps, advantages = (
            x.reshape(-1) for x in (actions, old_values, old_log_ps, advantages)
        )
        taken = (log_p * jax.nn.one_hot(actions, doors.ACTIONS)).sum(1)
        ratio = jnp.exp(taken - old_log_ps)
        clipped = jnp.clip(ratio, 1 - self.CLIP, 1 + self.CLIP)
        policy = -jnp.minimum(ratio * advantages, clipped * advantages).mean()
        entropy = -(log_p * jnp.exp(log_p)).sum(1).mean()
        near, target = old_values + jnp.clip(value - old_values, -self.CLIP, self.CLIP), old_values + advantages
        error = jnp.maximum((value - target) ** 2, (near - target) ** 2).mean()
        return policy - self.ENTROPY * entropy + self.VALUE * error, (histories, jnp.concatenate(memories[:-1]))

    def minibatch(self, learner, starts, rollout, table):
        params, adam, histories, memories = learner
        frames = starts + self.ENVS * jnp.arange(self.RECUR)[:, None]
        rows = [x.at[frames].get(mode="promise_in_bounds") for x in rollout]
        memory = memories.at[starts].get(mode="promise_in_bounds")
        gradient = jax.value_and_grad(self.loss, has_aux=True)
        (loss, (histories, handed_on)), grads = gradient(params, histories, memory, rows, table)
        memories = memories.at[frames[1:].reshape(-1)].set(handed_on, mode="promise_in_bounds", unique_indices=True)
        norm = jnp.sqrt(sum(jnp.vdot(g, g) for g in jax.tree_util.tree_leaves(grads)))
        adam, params = self.optimizer(adam, params, grads, jnp.minimum(1, self.MAX_NORM / (norm + 1e-6)))
        return (params, adam, histories, memories), loss

    def improve(self, agent, key, table):
        ka, ko = jax.random.split(key)
        (envs, memory, mask), memories, rollout = self.collect(agent, ka, table)
        learner = agent["params"], agent["adam"], agent["histories"], memories
        learner, losses = lax.scan(lambda c, s: self.minibatch(c, s, rollout, table), learner, self.starts(ko))
        agent = dict(zip(("params", "adam", "histories"), learner), envs=envs, memory=memory, mask=mask)
        return agent, losses[-1]

    def chunk(self, agent, key, table):
        """`self.steps` rollouts with their updates."""
        return lax.scan(lambda a, k: self.improve(a, k, table), agent, jax.random.split(key, self.steps))


if __name__ == "__main__":
    peer.TASKS["ppo-minigrid"] = Ppo
    peer.main()
