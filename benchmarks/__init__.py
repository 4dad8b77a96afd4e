"""What is measured, each figure beside its bare peer in the same run."""
