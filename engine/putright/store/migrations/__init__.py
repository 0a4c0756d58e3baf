"""How the store's tables came to be, step by step. Each step is history: it is never changed afterwards."""
