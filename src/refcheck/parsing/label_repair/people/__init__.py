"""Repairs the labels of authors: persons in every form of list, and the groups that sign."""
