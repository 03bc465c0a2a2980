"""Marketing Data Sharing: filters and partitions as rules of business units."""
