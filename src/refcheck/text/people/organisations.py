"""Organisations told from persons by the words of their names."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from refcheck.text.patterns import lazy_regex
from refcheck.text.words import word_set

__all__ = ["CONNECTING", "are_parts_of_one", "is_organisation", "is_signing_group"]

# Words by which organisations call themselves, in the languages of references.
_NOUNS: Final = word_set(
    """
    academy academies administration agency agencies alliance archive archives assembly
    association associations authority authorities bundesagentur bureau center centers centre
    centres clearinghouse clinic clinics coalition collaboration collaborative collaborators
    college colleges commission commissioners committee company confederation congress
    consortium cooperative corporation council councils department departments directorate
    division embassy federation forum formulary pharmacopoeia pharmacopeia foundation fund
    government group groups hospital hospitals inquiry inspectorate initiative institute
    institutes institution institutions investigators laboratory laboratories league library
    medicare medicaid ministry ministries museum network networks nations observatory office
    organisation organisations organization organizations panel parliament partnership
    pharmaceuticals pharmaceutical pharma therapeutics biosciences biopharma biotech holdings
    programme registry secretariat senate service services societies society survey surveillance
    taskforce team trialists trust union university universities commons agencia asociación
    asociacion assistance associação associacao associazione centro colegio comisión comision
    comissão comissao comité comite comitê conselho consejo federación federação federazione
    fundación fundacion fundação fundacao fondazione gobierno hospitalier hôpital instituto
    istituto ministère ministere ministério ministerio ministero ministerie observatorio
    organisatie organisationen organización organizacion organização organizacao organizzazione
    secretaría secretaria secretariat servicio sociedad sociedade società societa société
    societe universidad universidade università universita université universite universität
    universiteit universitet urząd treasury autorité autorite autoridad académie academia
    accademia akademie akademi agence agenzia amt arbeitsgemeinschaft arbeitsgruppe arbeitskreis
    ausschuss behörde bund bundesamt bundesausschuss bundeszentrale bundesregierung bundestag
    dachverband fachgesellschaft fakultät förderung gesellschaft gesundheitsamt institut
    instituut kammer kommission krankenkasse landesamt leitlinienprogramm ministerium stiftung
    verband verein vereinigung vereniging zentrum zentrale raad selskab selskap sällskap
    förening forening styrelsen socialstyrelsen folkehelseinstituttet folkhälsomyndigheten
    myndigheten helsedirektoratet direktoratet towarzystwo instytut ministerstwo společnost
    ústav ministerstvo kurumu bakanlığı derneği enstitüsü üniversitesi министерство институт
    общество организация комитет университет центр
    """
)
# German compounds: "Robert Koch-Institut", "Bundesärztekammer", "Wissenschaftsrat".
# The same where the other words of the name have small letters: "Institut national de la santé".
_WITH_SMALL_WORDS: Final = word_set(
    """
    institut ministère ministere société societe agence haute université académie santé
    fédération instituto ministerio ministério sociedad sociedade universidad universidade
    asociación associação istituto ministero società associazione agenzia centro fundación
    fundação federación consejo
    """
)
_COMPOUND: Final = lazy_regex(
    r"\w{3,40}(?:institut|instituut|gesellschaft|kammer|verband|vereinigung|zentrum|zentrale|ministerium|stiftung"
    r"|kommission|behörde|bundesamt|landesamt|ausschuss|krankenkassen?|universität|klinikum|styrelsen"
    r"|gruppen?|direktoratet|instituttet|myndigheten|verket)|bundes\w{4,40}",
)
_LEGAL: Final = word_set(
    "inc llc ltd limited gmbh ag plc corp corporation kg bv nv spa srl pty llp lp kgaa oy ab aps"
    " sarl a/s"
)
# Words that may be in a name of an organisation next to those: what it is about.
_TOPICS: Final = word_set(
    """
    abuse addiction affairs ageing aging aids agricultural agriculture allergy anesthesiologists
    anaesthetists arthritis arts asthma blood breast budget cancer cardiology cardiovascular
    care census chemistry children commerce communicable community control defense defence
    dental development diabetes digestive disability disease diseases disorders drug drugs
    education effectiveness emergency energy engineering environment environmental epidemiology
    epilepsy ethics evaluation evidence excellence families family finance food gastroenterology
    general genetics global gynecologists gynaecologists health healthcare heart housing human
    humanitarian hygiene immunization immunology industry infectious infection information
    injury innovation interior justice kidney labor labour law leukemia lung maternal medical
    medicine medicines mental neurology nurses nursing nutrition obesity obstetricians
    occupational oncology ophthalmology paediatrics pathology patient patients pediatrics
    pharmacists pharmacy physicians physiotherapy planning policy population practice
    practitioners prevention primary products psychiatry psychiatrists psychology public quality
    radiologists radiology regulatory rehabilitation research resources respiratory review
    rheumatology safety sanitation science sciences security sleep social sport sports standards
    statistics statistical stroke substance surgeons surgery surgical technology thoracic
    tobacco trade transfusion transplant transplantation transportation treasury tuberculosis
    urology veterans veterinary water welfare women work youth economic economics cooperation
    transport rights support nhs digital
    """
)
_PLACES: Final = word_set(
    """
    africa america american asia asian asian-pacific australia australian austria bangladesh
    belgium brazil britain british canada canadian chile china chinese colombia denmark dutch
    egypt england english estonia ethiopia europe european finland france french german germany
    ghana greece hungary iceland india indian indonesia international iran ireland irish israel
    italian italy japan japanese kenya korea korean latvia lithuania malaysia mexico national
    nepal netherlands nigeria nordic norway norwegian pakistan philippines poland portugal
    queensland russia scotland scottish singapore slovakia slovenia spain spanish sweden swedish
    swiss switzerland taiwan tanzania thailand turkey turkish uganda uk ukraine u.k u.s us usa
    vietnam victoria wales welsh world zealand
    """
)
# Adjectives and nouns that begin the name of many: only with one of the words above.
_LEADING: Final = word_set("royal federal national international world european united central")
# Words that are family names, too: only after a place ("World Bank").
_BANKS: Final = word_set("bank press")
# Small words within a name.
CONNECTING: Final = word_set(
    "of the and for in on to at by with & de del de la las los du des da das do dos di della dello"
    " degli delle et y e und für fur der die das den zur zum van voor het en og och for i w na ve"
    " pour sur per il"
)
# The last words of groups that sign articles: "GBD 2016 Collaborators".
_SIGNING: Final = word_set(
    "group groups investigators investigator collaborators collaboration collaborative consortium"
    " trialists network committee team force initiative council society association panel"
    " researchers members writers authors board alliance program programme project"
    " participants study trial registry federation academy college commission foundation institute"
    " gruppe arbeitsgruppe arbeitsgemeinschaft gesellschaft grupo groupe gruppo collaboratori"
    " investigadores investigateurs"
)
# What departments have: "Department of Health and Human Services".
_SERVICES: Final = word_set("services service")
_IN_BRACKETS: Final = lazy_regex(r"\([^()]{0,40}\)")
_WORD: Final = lazy_regex(r"[^\W_]+(?:[-’'&.][^\W_]+)*|&")
# The longest name of an organisation, in words; titles in capitals are longer.
_MOST_WORDS: Final = 25
# A single word with capitals within is a company or a program ("GlaxoSmithKline", "MedlinePlus")
# if it has so many letters and does not begin as family names do ("McDonald", "DeRosa").
_PROGRAM: Final = lazy_regex(r"[A-Z][a-z]{1,12}[A-Z]{2,4}")  # "WebMD"
_CAMEL_LETTERS: Final = 7
_OF_PERSONS: Final = tuple(
    sorted(word_set("Mc Mac De Di Du La Le Lo O’ O' D’ D' Van Von Fitz St Al El Ben Abd"))
)


@lru_cache(maxsize=8192)
def is_organisation(name: str) -> bool:
    """Returns whether a name is that of an organisation: "Health Canada", "Mayo Clinic", "Johnson &
    Johnson", "U.S. Food and Drug Administration", "Robert Koch-Institut", "Pfizer Inc."."""
    found = _WORD.findall(name)
    if not found or len(found) > _MOST_WORDS:
        return False
    if not _is_written_as_name(found):
        return found[0].casefold() in _WITH_SMALL_WORDS and found[0][0].isupper()
    lowered = [word.casefold() for word in found]
    if _is_single(found, lowered):
        return True
    if len(found) == 1 or _is_torn(found, lowered):
        return False
    if not _NOUNS.isdisjoint(lowered) or any(_COMPOUND.fullmatch(word) for word in _parts(lowered)):
        return True
    if lowered[-1].rstrip(".") in _LEGAL and found[-1] not in ("AB", "AG", "BV", "LP", "KG"):
        return True
    if _is_company(lowered):
        return True
    return _is_topic_of_place(lowered)


def _is_written_as_name(found: list[str]) -> bool:
    """Returns whether all words but the small ones have a capital, which those of a title have
    not."""
    small = [word for word in found if word[0].islower() and word.casefold() not in CONNECTING]
    return all(any(map(str.isupper, word)) for word in small) and found[0] not in CONNECTING


def _is_torn(found: list[str], lowered: list[str]) -> bool:
    """Returns whether a name is a noun and initials: "Group TSR" is not a name that a group has."""
    return len(found) == 2 and lowered[0] in _NOUNS and found[1].isupper()


def _is_single(found: list[str], lowered: list[str]) -> bool:
    """Returns whether a name is one word: "Bundesärztekammer", "GlaxoSmithKline", "MedlinePlus"."""
    word = found[0]
    if len(found) == 1 and _PROGRAM.fullmatch(word):
        return True
    if len(found) > 1 or "-" in word or len(word) < _CAMEL_LETTERS:
        return False
    if any(word.startswith(part) and word[len(part) :][:1].isupper() for part in _OF_PERSONS):
        return False
    inner = any(map(str.isupper, word[1:])) and any(map(str.islower, word))
    return inner or _COMPOUND.fullmatch(lowered[0]) is not None


def _parts(lowered: list[str]) -> list[str]:
    return [
        part for word in lowered for part in {word, word.rpartition("-")[2], word.replace("-", "")}
    ]


def _is_company(lowered: list[str]) -> bool:
    """ "Johnson & Johnson", "Ernst & Young": but "Smith & Jones" are two persons."""
    return len(lowered) >= 3 and lowered[1] in ("&", "and") and lowered[0] == lowered[2]


def _is_topic_of_place(lowered: list[str]) -> bool:
    """ "Health Canada", "Statistics Norway", "Diabetes UK", "Cancer Research UK", "World Bank"."""
    significant = [word for word in lowered if word not in CONNECTING]
    if len(significant) < 2:
        return False
    if significant[-1] in _BANKS and significant[0] in _PLACES | _LEADING:
        return True
    topics = [
        word for word in significant if word in _TOPICS or word.replace("’", "'").endswith("'s")
    ]
    places = [word for word in significant if word in _PLACES]
    return bool(topics and places) and len(topics) + len(places) == len(significant)


def are_parts_of_one(first: str, second: str) -> bool:
    """Returns whether two names are one organisation's that was parted at its "and": "U.S. Food"
    and "Drug Administration", "Centers for Disease Control" and "Prevention"."""
    ours, theirs = _lowered(first), _lowered(second)
    if not ours or not theirs:
        return False
    if ours == theirs and len(ours) == 1 and "," not in first + second:
        return True  # "Johnson and Johnson"
    if ours[-1] in _TOPICS and _is_of_topics(ours):
        # A noun that is named already wants to know what it is about; without it, it follows.
        open_end = not _NOUNS.isdisjoint(ours) and not CONNECTING.isdisjoint(ours)
        return _is_of_topics(theirs) and (
            theirs[-1] in _TOPICS | _SERVICES if open_end else not _NOUNS.isdisjoint(theirs)
        )
    return theirs[-1] in _LEGAL and len(ours) > 1 and is_organisation(f"{first} & {second}")


def _lowered(name: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(_IN_BRACKETS.sub("", name))]


def _is_of_topics(lowered: list[str]) -> bool:
    known = _TOPICS | _PLACES | _NOUNS | _LEADING | CONNECTING | _SERVICES
    return all(word in known for word in lowered)


def is_signing_group(name: str) -> bool:
    """Returns whether a name is one by which authors sign as a group: "SPRINT Research Group", "GBD
    2016 Collaborators", "Task Force on Prostate Cancer"."""
    found = _WORD.findall(name)
    own = [word for word in found if word not in _SIGNING]
    if not own or not 1 < len(found) <= _MOST_WORDS or not _is_written_as_name(own):
        return False
    return any(word.casefold() in _SIGNING for word in found)
