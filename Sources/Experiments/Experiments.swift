// Room for Experiments.
