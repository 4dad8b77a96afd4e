"""What every part stands on and what knows no business: rows, events, queues, keys, time, the way out."""
