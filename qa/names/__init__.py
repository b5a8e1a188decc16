"""Names of people, places and bodies: what may be one, and whether two are the same."""
