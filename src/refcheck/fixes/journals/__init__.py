"""How a list writes journals: the forms of a name, and the form for a new one."""
