"""Answers to the support questions."""
