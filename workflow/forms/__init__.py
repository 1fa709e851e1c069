"""What people type: shape and validation of input only."""
