"""ClinicalTrials.gov: registered trials by their NCT numbers."""
