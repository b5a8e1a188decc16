"""Reading typed values from one side alone; knows nothing of pairs."""
