"""What Python programs and notebooks use; `refcheck` itself offers all of it at its top level."""
