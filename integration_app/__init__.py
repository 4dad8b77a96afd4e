"""Parley: customer service for stores that sell abroad."""
