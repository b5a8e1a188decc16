"""Comparing typed values of the two sides, and what they belong to; words of a language only from tables."""
