"""Names of conferences, as references have them, and the serials that PubMed lists them as."""

from __future__ import annotations

import pytest

from refcheck.compare.journals.names import JournalAgreement, compare_journals

NIPS = ("Adv Neural Inf Process Syst", "Advances in neural information processing systems")
ICML = ("Proc Mach Learn Res", "Proceedings of machine learning research")
CVPR = (
    "Proc IEEE Comput Soc Conf Comput Vis Pattern Recognit",
    "Proceedings. IEEE Computer Society Conference on Computer Vision and Pattern Recognition",
)
ICCV = (
    "Proc IEEE Int Conf Comput Vis",
    "Proceedings. IEEE International Conference on Computer Vision",
)
KDD = (
    "KDD",
    "KDD : proceedings. International Conference on Knowledge Discovery & Data Mining",
)
ACL = (
    "Proc Conf Assoc Comput Linguist Meet",
    "Proceedings of the conference. Association for Computational Linguistics. Meeting",
)
NAACL = (
    "Proc Conf",
    "Proceedings of the conference. Association for Computational Linguistics. North American"
    " Chapter. Meeting",
)
MICCAI = (
    "Med Image Comput Comput Assist Interv",
    "Medical image computing and computer-assisted intervention : MICCAI ... International"
    " Conference on Medical Image Computing and Computer-Assisted Intervention",
)
ISBI = (
    "Proc IEEE Int Symp Biomed Imaging",
    "Proceedings. IEEE International Symposium on Biomedical Imaging",
)
EMBC = (
    "Annu Int Conf IEEE Eng Med Biol Soc",
    "Annual International Conference of the IEEE Engineering in Medicine and Biology Society.",
)
AMIA = ("AMIA Annu Symp Proc", "AMIA ... Annual Symposium proceedings. AMIA Symposium")
AAAI = (
    "Proc AAAI Conf Artif Intell",
    "Proceedings of the ... AAAI Conference on Artificial Intelligence.",
)
TPAMI = (
    "IEEE Trans Pattern Anal Mach Intell",
    "IEEE transactions on pattern analysis and machine intelligence",
)


@pytest.mark.parametrize(
    ("cited", "recorded"),
    [
        ("NeurIPS", NIPS),
        ("NIPS 2017", NIPS),
        ("Neural Information Processing Systems", NIPS),
        ("Advances in Neural Information Processing Systems 30", NIPS),
        ("Proceedings of the 31st International Conference on Neural Information Processing"
         " Systems",
         NIPS),
        ("ICML", ICML),
        ("Proceedings of the 36th International Conference on Machine Learning", ICML),
        ("Proceedings of the 38th International Conference on Machine Learning, ICML 2021", ICML),
        ("Machine Learning for Healthcare Conference", ICML),
        ("CVPR", CVPR),
        ("2018 IEEE/CVF Conference on Computer Vision and Pattern Recognition", CVPR),
        ("Proceedings of the IEEE Conference on Computer Vision and Pattern Recognition (CVPR)",
         CVPR),
        ("Proceedings of the 24th ACM SIGKDD International Conference on Knowledge Discovery &"
         " Data Mining", KDD),
        ("Proceedings of the 57th Annual Meeting of the Association for Computational Linguistics",
         ACL),
        ("ACL", ACL),
        ("Proceedings of the 2019 Conference of the North American Chapter of the Association for"
         " Computational Linguistics: Human Language Technologies", NAACL),
        ("International Conference on Medical Image Computing and Computer-Assisted Intervention",
         MICCAI),
        ("Medical Image Computing and Computer Assisted Intervention - MICCAI 2018", MICCAI),
        ("MICCAI", MICCAI),
        ("2017 IEEE 14th International Symposium on Biomedical Imaging (ISBI 2017)", ISBI),
        ("ISBI", ISBI),
        ("2019 41st Annual International Conference of the IEEE Engineering in Medicine and Biology"
         " Society (EMBC)", EMBC),
        ("AMIA Annual Symposium", AMIA),
        ("The Thirty-Third AAAI Conference on Artificial Intelligence, AAAI 2019", AAAI),
        ("IEEE International Conference on Computer Vision", ICCV),
        ("TPAMI", TPAMI),
    ],
)  # fmt: skip
def test_the_same_meeting(cited: str, recorded: tuple[str, ...]) -> None:
    assert compare_journals(cited, recorded) is JournalAgreement.SAME


@pytest.mark.parametrize(
    ("cited", "recorded"),
    [
        ("Artificial Intelligence", AAAI),
        ("IEEE International Conference on Computer Vision", CVPR),
        ("Conference on Computer Vision and Pattern Recognition", ICCV),
        ("CVPR", ICCV),
        ("ICML", NIPS),
        ("NeurIPS", ICML),
        ("International Conference on Machine Learning", NIPS),
        ("Conference on Empirical Methods in Natural Language Processing", ACL),
        ("Machine Learning", ICML),
        ("Nature", ICML),
        ("Neural Computation", NIPS),
        ("Mayo Clinic Proceedings", ("Allergy Asthma Proc", "Allergy and asthma proceedings")),
        ("Transplantation Proceedings", ("BMC Proc", "BMC proceedings")),
        ("Proceedings of the Nutrition Society", ("Proc Natl Acad Sci U S A",
         "Proceedings of the National Academy of Sciences of the United States of America")),
        ("International Symposium on Pain", ISBI),
    ],
)  # fmt: skip
def test_different_meetings_and_journals(cited: str, recorded: tuple[str, ...]) -> None:
    assert compare_journals(cited, recorded) is JournalAgreement.OTHER
