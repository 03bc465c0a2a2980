"""What commands answer in JSON, as records: programs read it by the schema files that are drawn from them."""
