"""What to do when it goes wrong in public: pure parts of a setback. No clock, no files, no words: codes and numbers."""
