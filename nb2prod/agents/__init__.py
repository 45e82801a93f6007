"""What agents and editors ask for, by the Model Context Protocol."""
