"""The assistant: understands what a shopper writes and decides what to answer, from facts alone."""
