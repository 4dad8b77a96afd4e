"""Entries without a caller: the one job, and the clock."""
