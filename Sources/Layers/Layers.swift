// Room for Layers.
