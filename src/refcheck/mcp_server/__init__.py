"""A server of the Model Context Protocol: programs that write can have their references checked."""
