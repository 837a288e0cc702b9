"""What a team writes down: plans and their members, predictions, tests of ideas, decisions, and what it puts aside."""
