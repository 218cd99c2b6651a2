"""What is sent to a receiver: requests as their senders make them; nothing of how receivers answer."""
