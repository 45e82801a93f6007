"""What calls of libraries mean for the stages. To add a library is to add rows."""
