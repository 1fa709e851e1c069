"""Pages of sign-in, second factor, password, delegation, people and offices."""
