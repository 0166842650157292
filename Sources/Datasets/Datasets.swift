// Room for Datasets.
