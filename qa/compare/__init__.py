"""Comparing typed values of the two sides; knows no language."""
