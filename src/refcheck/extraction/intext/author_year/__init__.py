"""Citations by the names of authors and the year: "Smith et al. (2010)", and of laws."""
