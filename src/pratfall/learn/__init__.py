"""What is to be learnt: pure parts of recovery, lessons and predictions. Numbers in, numbers out."""
