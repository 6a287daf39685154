"""Ratios against known tools, each pair measured in one run on the same machine: `make bench`."""
