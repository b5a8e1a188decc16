"""Reads inputs: raw bilingual pages, two sides, pairs files, folders of these."""

from __future__ import annotations

from qa.read.inputs import read_inputs
from qa.read.options import ReadOptions
from qa.read.page import read_page
from qa.read.sides import read_sides

__all__ = ["ReadOptions", "read_inputs", "read_page", "read_sides"]
