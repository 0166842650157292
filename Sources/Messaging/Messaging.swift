// Room for Messaging.
