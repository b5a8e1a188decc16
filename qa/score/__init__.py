"""Scores: calibrated meaning, MQM penalties, and sacrebleu's metrics."""
