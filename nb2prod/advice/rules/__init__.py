"""The rules, one per file; the file's name says what it advises against."""
