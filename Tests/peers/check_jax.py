#!/usr/bin/env python3
"""Checks JAX's programs for PPO and the lander: the environment beside MiniGrid, the learning beside peer_torch.py, in
double precision.

  python Tests/peers/check_jax.py [none|ln|rn|rn+ln]      # in the environment that compare-peer makes
"""
import argparse
import sys

import gymnasium
import jax
import jax.numpy as jnp
import minigrid  # noqa: F401  (registers the environments)
import numpy as np
import torch

import peer_base
import red_blue_doors as doors

NORM = sys.argv[1] if len(sys.argv) > 1 else "rn"
sys.argv = ["check", "--norm", NORM]
import peer_jax_lander  # noqa: E402
import peer_jax_ppo  # noqa: E402

sys.argv = ["check"]
jax.config.update("jax_enable_x64", True)
torch.set_default_dtype(torch.float64)
torch_peer = peer_base.load("peer_torch")


def check_environment(episodes=40):
    env, rng = gymnasium.make("MiniGrid-RedBlueDoors-6x6-v0"), np.random.default_rng(0)
    table, step, frames = doors.observations(), jax.jit(doors.step), 0
    for episode in range(episodes):
        obs, _ = env.reset(seed=episode)
        world = env.unwrapped
        cells = {(x, y): world.grid.get(x, y) for x in range(doors.COLUMNS) for y in range(doors.ROWS)}
        rows = {cell.color: y - 1 for (_, y), cell in cells.items() if cell is not None and cell.type == "door"}
        parts = *world.agent_pos, world.agent_dir, rows["red"], rows["blue"], 0, 0
        state, over = doors.State(*(jnp.array([part], jnp.int32) for part in parts)), False
        while not over:
            assert (table[int(doors.place(state)[0])] == obs["image"].reshape(-1)).all(), f"frame {frames} differs"
            action = int(rng.choice(7, p=[0.2, 0.2, 0.35, 0.02, 0.02, 0.2, 0.01]))
            obs, reward, terminated, truncated, _ = env.step(action)
            state, theirs, ended = step(state, jnp.array([action]))
            over, frames = terminated or truncated, frames + 1
            assert abs(float(theirs[0]) - reward) < 1e-6 and bool(ended[0]) == over, f"frame {frames} ends otherwise"
    print(f"{frames} frames of {episodes} episodes are MiniGrid's")


def array(parameter):
    return jnp.asarray(parameter.detach().numpy())


def dense(layer):
    return {"w": array(layer.weight).T, "b": array(layer.bias)}


def norms(site):
    return {} if site.ln is None else {"scale": array(site.ln.weight), "shift": array(site.ln.bias)}


def copied(model, jax_task):
    """PyTorch's parameters as JAX's."""
    # PyTorch's kernels are [out, in, y, x], and the windows of JAX's [y, x, in].
    kernels = [layer for layer in model.conv if hasattr(layer, "weight")]
    conv = [
        {"w": array(k.weight).transpose(2, 3, 1, 0).reshape(-1, k.weight.shape[0]), "b": array(k.bias)} for k in kernels
    ]
    cell = model.cell
    lstm = {
        "w": jnp.concatenate([array(cell.weight_ih).T, array(cell.weight_hh).T]),
        "b": array(cell.bias_ih) + array(cell.bias_hh),
    }
    heads = {name: [dense(model.first[i]), dense(model.second[i])] for i, name in enumerate(("actor", "critic"))}
    sites = {name: [norms(s) for s in model.sites[i]] for i, name in enumerate(("actor", "critic"))}
    params = {"conv": conv, "lstm": lstm, **heads, "sites": sites}
    return jax_task.layout.pack(params)


def judge(what, theirs, ours):
    worst = max(abs(a - b) for a, b in zip(theirs, ours))
    print(f"{what}, {NORM}: {len(theirs)} losses from {theirs[0]:.5f} to {theirs[-1]:.5f}, JAX's differ by {worst:.1e}")
    assert len(theirs) == len(ours) and worst < 1e-6 * max(1, theirs[0])


def check_ppo():
    """The losses of a whole update, each beside PyTorch's, with the same rollout and the same minibatches."""
    options = torch_peer.parse(["--task", "ppo-minigrid", "--norm", NORM, "--variant", "tuned"])
    torch.manual_seed(0)
    theirs = torch_peer.Ppo(options)
    theirs.model.cell.bias_hh.data.zero_()  # JAX's program has one bias, which Adam would else move as two
    theirs.model.cell.bias_hh.requires_grad_(False)
    task = peer_jax_ppo.Ppo()
    task.setup(jax.random.PRNGKey(0))
    agent = task.new(jax.random.PRNGKey(1))
    agent["params"] = copied(theirs.model, task)
    agent["adam"] = task.optimizer.new(agent["params"])
    collected = jax.jit(task.collect)(agent, jax.random.PRNGKey(2), task.data)
    starts = task.starts(jax.random.PRNGKey(3))
    _, memories, rollout = collected
    learner = agent["params"], agent["adam"], agent["histories"], memories
    minibatch, ours = jax.jit(lambda l, s: task.minibatch(l, s, rollout, task.data)), []
    for batch in starts:
        learner, loss = minibatch(learner, batch)
        ours.append(float(loss))

    def by_environment(x):
        """[frame, environment] to PyTorch's [environment, frame]."""
        x = torch.from_numpy(np.array(x))
        return x.view(task.FRAMES, task.ENVS, *x.shape[1:]).transpose(0, 1).flatten(0, 1)

    places, masks, actions, values, log_ps, advantages = (by_environment(x) for x in rollout)
    images = torch.from_numpy(np.array(task.data)[places.numpy()]).to(torch.float64).view(-1, 7, 7, 3).permute(0, 3, 1, 2)
    kept = images, by_environment(memories), masks.unsqueeze(1), actions.long(), values, log_ps, advantages
    order = np.asarray(starts)
    order = order % task.ENVS * task.FRAMES + order // task.ENVS
    passes, seen = iter((order[:8], order[8:15], order[15:23], order[23:])), []
    theirs.starts = lambda: list(next(passes))
    zero_grad = theirs.optimizer.zero_grad
    theirs.optimizer.zero_grad = lambda: (seen.append(theirs.loss.item()), zero_grad())
    theirs.update(kept)
    assert len(seen) == len(ours) == 30
    judge("PPO", seen, ours)


def check_lander(steps=20):
    """The losses of learning steps, each beside PyTorch's, with the same batches."""
    options = torch_peer.parse(["--task", "dqn-lunarlander", "--norm", NORM, "--variant", "tuned"])
    torch.manual_seed(0)
    task = peer_jax_lander.LanderDqn()
    theirs = object.__new__(torch_peer.Dqn)  # without an environment
    sizes = task.OBSERVED, 64, 64, task.ACTIONS
    theirs.local, theirs.target = (torch_peer.Ffnn(NORM, sizes, task.BATCH, options) for _ in range(2))
    theirs.local_params, theirs.target_params = (
        [p.detach() for p in net.parameters()] for net in (theirs.local, theirs.target)
    )
    theirs.optimizer = torch_peer.make_optimizer(torch.optim.Adam, theirs.local.parameters(), options, lr=1e-3)
    theirs.batch, theirs.foreach = task.BATCH, True

    def ffnn(net):
        layers = [dense(layer) for layer in (*net.hidden, net.out)]
        return task.layout.pack({"layers": layers, "sites": [norms(s) for s in net.sites]})

    task.layout = peer_jax_lander.peer.Flat(task.net.params(jax.random.PRNGKey(0)))
    agent = task.new(jax.random.PRNGKey(0))["agent"]
    agent["params"], agent["target"] = ffnn(theirs.local), ffnn(theirs.target)
    agent["adam"] = task.optimizer.new(agent["params"])
    learn, rng, pairs = jax.jit(task.learn), np.random.default_rng(0), []
    for _ in range(steps):
        states = rng.normal(size=(2, task.BATCH, task.OBSERVED))
        action, reward = rng.integers(task.ACTIONS, size=(task.BATCH, 1)), rng.normal(size=(task.BATCH, 1))
        live = (rng.random((task.BATCH, 1)) < 0.9).astype(float)
        theirs.replay = argparse.Namespace(
            sample=lambda _: [torch.from_numpy(x) for x in (states[0], action, reward, states[1], live)])  # noqa: B023
        theirs.learn()
        agent, loss = learn(agent, jnp.asarray(np.concatenate([*states, action, reward, live], 1)))
        pairs.append((theirs.loss.item(), float(loss)))
    judge("the lander", *zip(*pairs))


check_environment()
check_ppo()
check_lander()
