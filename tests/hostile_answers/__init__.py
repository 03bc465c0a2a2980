"""What happens to us when whoever we ask answers badly."""
