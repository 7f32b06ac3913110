"""How numbers, times and quotations are printed."""
