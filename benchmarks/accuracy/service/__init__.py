"""A local service that behaves as the E-utilities do, quick on tens of thousands of records."""
