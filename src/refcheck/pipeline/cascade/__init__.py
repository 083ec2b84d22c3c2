"""The sources behind the main one: asked for what it leaves open, and what their answers mean."""
