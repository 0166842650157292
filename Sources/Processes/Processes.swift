// Room for Processes.
