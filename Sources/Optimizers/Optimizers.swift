// Room for Optimizers.
