"""What the machine must have: system libraries, the set-up, the doctor, where templates stand."""
