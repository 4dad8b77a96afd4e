"""The operator's commands, a file for each kind. Each adds its words to the parser and says what runs."""
