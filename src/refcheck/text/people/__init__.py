"""What is printed of persons and organisations."""
