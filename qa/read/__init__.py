"""Reads inputs: bilingual pages, two sides, pairs files, folders of these, in any format."""

from __future__ import annotations

from qa.read.folders import twin_of
from qa.read.inputs import Gathered, expand, gather, read_inputs
from qa.read.options import ReadOptions
from qa.read.page import read_page
from qa.read.sides import read_sides

__all__ = ["Gathered", "ReadOptions", "expand", "gather", "read_inputs", "read_page", "read_sides", "twin_of"]
