"""NCBI's Bookshelf: StatPearls, GeneReviews, and reports of NICE, AHRQ and WHO."""
