"""Pages of money: sources, ledger, batches, lines."""
