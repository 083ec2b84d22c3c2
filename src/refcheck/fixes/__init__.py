"""What a fix changes in a reference: which fields, to what, in the style of its own list.

Nothing here knows files: `revisions` writes the changes into them.
"""
