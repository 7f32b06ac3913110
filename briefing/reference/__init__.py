"""Reference data: administrative divisions, census population, benchmarks, the indicator catalogue and themes."""
