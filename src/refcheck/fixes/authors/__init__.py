"""How a list writes its authors, and what a fix changes among them."""
