"""The parts of Today, in the order of a Monday that takes fifteen minutes."""
