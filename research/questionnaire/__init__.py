"""What people are asked who send in a piece of research."""
