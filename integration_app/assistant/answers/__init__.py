"""The answers: for each thing that shoppers want, a rule from facts to words and cards."""
