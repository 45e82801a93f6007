"""The rules, one a file; a file's name says what it advises against."""
