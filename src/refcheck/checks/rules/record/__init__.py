"""The rules that compare a reference with what was found for it."""
