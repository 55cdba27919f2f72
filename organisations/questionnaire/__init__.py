"""What people are asked who send in an organisation."""
