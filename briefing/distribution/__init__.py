"""Delivery by mail: who receives what, the mails, the gate before them, the ledger after them."""
