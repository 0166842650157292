"""Finds the peer programs that compare-peer is given, whose layers, optimizers and measurement the programs beside this
file use."""
import importlib.util
import os
import pathlib

BENCH = pathlib.Path(__file__).resolve().parents[3] / "shared" / "bench"


def load(name):
    """The program `name`.py of the folder REGNORM_PEERS (default: ../shared/bench), as a module.

    The program reads the command line while it is loaded.
    """
    folder = pathlib.Path(os.environ.get("REGNORM_PEERS") or BENCH)
    spec = importlib.util.spec_from_file_location(name, folder / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
