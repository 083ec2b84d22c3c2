"""Journals' own names that are no shortening of NLM's title or abbreviation, by NLM's abbreviation.

Facts: what the journals call themselves, their usual acronyms, and names under which their articles
are cited as often. A reference that prints one of them names the right journal.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["OWN_NAMES"]

OWN_NAMES: Mapping[str, tuple[str, ...]] = {
    "ACS Appl Mater Interfaces": ("ACS Applied Materials & Interfaces", "ACS AMI"),
    "AJNR Am J Neuroradiol": ("American Journal of Neuroradiology", "Am J Neuroradiol", "AJNR"),
    "AJR Am J Roentgenol": ("American Journal of Roentgenology", "Am J Roentgenol", "AJR"),
    "Acta Crystallogr D Biol Crystallogr": ("Acta Cryst. D", "Acta Crystallogr. Sect. D"),
    "Angew Chem Int Ed Engl": ("Angew. Chem. Int. Ed.", "Angewandte Chemie International Edition"),
    "Arch Dis Child Fetal Neonatal Ed": ("ADC Fetal & Neonatal Edition", "Arch Dis Child Fetal"),
    "BMJ": ("The BMJ", "British Medical Journal", "BMJ (Clinical Research Ed.)", "Br Med J"),
    "Biochim Biophys Acta": ("BBA", "Biochimica et Biophysica Acta (BBA)"),
    "Biol Rev Camb Philos Soc": ("Biol. Rev.", "Biological Reviews"),
    "CA Cancer J Clin": ("CA: A Cancer Journal for Clinicians", "CA-Cancer J Clin"),
    "CMAJ": ("Canadian Medical Association Journal", "Can Med Assoc J"),
    "Cochrane Database Syst Rev": ("Cochrane Database of Systematic Reviews", "CDSR"),
    "Environ Sci Pollut Res Int": (
        "Environ Sci Pollut Res",
        "Environ. Sci. Pollut. Res.",
        "Environmental Science and Pollution Research",
    ),
    "Eur Heart J": ("European Heart Journal", "EHJ"),
    "Evid Based Complement Alternat Med": (
        "Evid. Based Complement. Altern. Med.",
        "Evidence-Based Complementary and Alternative Medicine",
        "eCAM",
    ),
    "FASEB J": ("The FASEB Journal", "FASEB Journal"),
    "G3 (Bethesda)": ("G3: Genes|Genomes|Genetics", "G3", "G3: Genes, Genomes, Genetics"),
    "Glob Chang Biol": ("Global Change Biology", "Glob. Change Biol."),
    "Int J Environ Res Public Health": ("IJERPH", "Int. J. Environ. Res. Public Health"),
    "Int J Obes (Lond)": ("International Journal of Obesity", "Int J Obes", "Int J Obes (Lond.)"),
    "J Acoust Soc Am": ("The Journal of the Acoustical Society of America", "JASA"),
    "J Am Chem Soc": ("JACS", "Journal of the American Chemical Society"),
    "J Am Coll Cardiol": ("JACC", "Journal of the American College of Cardiology"),
    "J Am Med Inform Assoc": ("JAMIA", "Journal of the American Medical Informatics Association"),
    "J Am Soc Nephrol": ("JASN", "Journal of the American Society of Nephrology"),
    "J Antimicrob Chemother": ("JAC", "Journal of Antimicrobial Chemotherapy"),
    "J Clin Oncol": ("JCO", "Journal of Clinical Oncology"),
    "J Gerontol A Biol Sci Med Sci": (
        "The Journals of Gerontology: Series A",
        "J. Gerontol. Ser. A",
        "Journals of Gerontology Series A: Biological Sciences and Medical Sciences",
    ),
    "J Natl Cancer Inst": ("JNCI", "JNCI: Journal of the National Cancer Institute"),
    "J Pers Soc Psychol": ("JPSP", "Journal of Personality and Social Psychology"),
    "JAMA": ("Journal of the American Medical Association", "J Am Med Assoc"),
    "Lancet": ("The Lancet", "Lancet (London, England)"),
    "MMWR Morb Mortal Wkly Rep": ("MMWR", "Morbidity and Mortality Weekly Report"),
    "Mol Biol Evol": ("MBE", "Molecular Biology and Evolution"),
    "N Engl J Med": ("NEJM", "New Engl J Med", "The New England Journal of Medicine"),
    "Nucleic Acids Res": ("NAR", "Nucl. Acids Res."),
    "Otolaryngol Head Neck Surg": ("Otolaryngology–Head and Neck Surgery", "OTO-HNS"),
    "Pharmacogn Rev": ("Phcog Rev", "Pharmacognosy Reviews"),
    "Philos Trans R Soc Lond B Biol Sci": (
        "Phil. Trans. R. Soc. B",
        "Philosophical Transactions of the Royal Society B",
        "Philosophical Transactions of the Royal Society B: Biological Sciences",
    ),
    "PLoS One": ("PLOS ONE", "PLoS ONE", "Plos One"),
    "Proc Biol Sci": (
        "Proc. R. Soc. B",
        "Proceedings of the Royal Society B: Biological Sciences",
        "Proc Roy Soc Lond B",
    ),
    "Proc Natl Acad Sci U S A": (
        "PNAS",
        "Proc Natl Acad Sci",
        "Proc. Natl. Acad. Sci. USA",
        "Proceedings of the National Academy of Sciences",
        "Proc Natl Acad Sci (USA)",
    ),
    "Pflugers Arch": ("Pflügers Archiv", "Pflügers Arch - Eur J Physiol"),
    "Ecotoxicol Environ Saf": ("EES", "Ecotoxicology and Environmental Safety"),
    "ScientificWorldJournal": ("Sci. World J.", "The Scientific World Journal"),
    "Spine (Phila Pa 1976)": ("Spine", "SPINE"),
    "Springerplus": ("SpringerPlus", "Springer Plus"),
    "Trends Ecol Evol": ("TREE", "Trends in Ecology & Evolution"),
    "Vaccines (Basel)": ("Vaccines", "Vaccines-Basel"),
}
