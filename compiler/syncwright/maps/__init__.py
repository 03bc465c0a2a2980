"""Values to values: a map as its spec says it, over a base that everybody knows. Knows no system that uses one."""
