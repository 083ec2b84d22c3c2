"""Ways to say that a list of authors is cut, and what looks like one."""

from __future__ import annotations

import pytest

from refcheck.model.record import PersonName
from refcheck.parsing import parse

NAMES = "Choquet R, Qouiyd S"
TITLE = "The Information Quality Triangle: a methodology to assess clinical information quality"
PLACE = "Stud Health Technol Inform. 2010;160(Pt 1):699-703."

SIGNS = """
, et al.| et al.|, et. al.| et.al.| etal.|, et al..| et alii.| et alia.| and al.| & al.| et at.
|, et. at.| et all.| ET AL.| Et Al.| [et al.].| (et al.).| , et al.| et al (including 5 others).
| et al. [15 authors].| and colleagues.| and coworkers.| and co-workers.| and others.
|, and others.| & others.| & colleagues.| & Colleagues.| and associates.| with colleagues.
| and team.| & co.|, etc.|, +5 more.|, +5 authors.| + 12 coauthors.|, 5 others.| plus 12 others.
|, and 17 other authors.| & 5 more.| [and 5 others].|, (+5 others).|, [and others].
| and 5 additional authors.|, + 12.| ….|, ...|, [...].| (…).| […].| ...and 5 more.|, . . .| u.a.
| u. a.| und andere.| u. Mitarb.| und Mitarbeiter.| u. Koll.| und 5 weitere.| et coll.
| et collab.| et collaborateurs.| et autres.|, et 12 autres.| y cols.| y col.| y otros.
| y otros autores.| y colaboradores.| y 5 más.| e cols.| e colaboradores.| e outros.| e altri.
| ed altri.| e collaboratori.| e coll.| e.a.| en anderen.| en medewerkers.| m.fl.| mfl.| o.fl.
| og andre.| och andra.| og medarb.| ym.| ja muut.| jt.| u.c.| ir kt.| i wsp.| i in.| i inni.
| i sur.| i sar.| in sod.| a kol.| a další.| és mtsai.| și colab.| și alții.| ve ark.
| ve diğerleri.| dkk.| dan kawan-kawan.| và cs.| và cộng sự.| и соавт.| и др.| с соавт.| та ін.
| і співавт.| и сар.| και συν.| 等.| 他.| ほか.| 외.| 他3名.| وآخرون.| و همکاران.| ואח'.
"""


@pytest.mark.parametrize("sign", [sign.strip("\n") for sign in SIGNS.split("|")])
def test_the_list_is_cut_and_the_title_whole(sign: str) -> None:
    record = parse(f"{NAMES}{sign} {TITLE}. {PLACE}").record
    assert record.authors == (
        PersonName(family="Choquet", given="R"),
        PersonName(family="Qouiyd", given="S"),
    )
    assert not record.authors_complete
    assert record.title == TITLE


@pytest.mark.parametrize(
    "text",
    [
        "Wright JT, Kim YM. Sleep and mood in goats. Lancet. 2012;3(2):4-5.",
        "Smith E, La Rocca A. Sleep and mood in goats. Lancet. 2012;3(2):4-5.",
        "Smith J, and Al-Harbi M. Sleep and mood in goats. Lancet. 2012;3(2):4-5.",
        "Aleid, S. M., & Al‐Shathri, A. A. (2015). Sleep in goats. Lancet, 3(2), 4-5.",
        "Lee GA, Chen X. Plants and people of China. Lancet. 2012;3(2):4-5.",
        "Ganeteg, U. and Näsholm, T. (2008) Root uptake of acids. Lancet, 3, 4-5.",
        "Smith J, Doe A. Mice, men and others in goats. Lancet. 2012;3(2):4-5.",
        "Ortega y Colom J, Lee K. Sleep and mood in goats. Lancet. 2012;3(2):4-5.",
        "Li E, Ma U, An Y. Sleep and mood in goats. Lancet. 2012;3(2):4-5.",
    ],
)
def test_whole_lists_stay_whole(text: str) -> None:
    assert parse(text).record.authors_complete


def test_the_last_author_after_a_gap() -> None:
    record = parse(f"{NAMES}, ... Jaulent MC. {TITLE}. {PLACE}").record
    assert [name.family for name in record.authors if isinstance(name, PersonName)] == [
        "Choquet", "Qouiyd", "Jaulent",
    ]  # fmt: skip
    assert not record.authors_complete
    assert record.title == TITLE


def test_et_al_in_front() -> None:
    record = parse(f"et al. {NAMES}. {TITLE}. {PLACE}").record
    assert len(record.authors) == 2
    assert not record.authors_complete
