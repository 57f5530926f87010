"""What is Arabic about it: normalising, tokens and clitics, numbers, and the word lists that are data files."""
