"""Forms of hardship files. The field names are the arguments of the actions."""
