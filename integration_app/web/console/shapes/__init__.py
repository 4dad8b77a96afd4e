"""The JSON shapes of the console API."""
