"""Tools for agents and editors, by the Model Context Protocol."""
