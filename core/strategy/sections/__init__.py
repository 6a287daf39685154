"""The sections of a draft, one module each: from the picture to points, the most important first."""
