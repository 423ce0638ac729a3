"""Every domain has one door. Other domains come in through `api`."""

import grimp
import pytest

from tests.architecture.house import COMMON_GROUND, PACKAGE, domains

# Django must be handed these by name, from settings.py or a urls.py; it is no domain that knocks.
DJANGO_ASKS_FOR = {"urls"}
BESIDE_THE_HOUSE = {"settings", "env"}
# Files that travel with every copy and need nothing of the house, so no door either.
STANDS_ALONE = {
    "goldenthread.ledger.verifier.verify_ledger",
    "goldenthread.agreements.printing.verifier.verify_agreement",
}


def domain_of(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def trespasses(imports: list[tuple[str, str]]) -> list[str]:
    return [
        f"{importer} -> {imported}"
        for importer, imported in imports
        if domain_of(importer) and domain_of(imported)
        if domain_of(importer) != domain_of(imported)
        if domain_of(imported) not in COMMON_GROUND | BESIDE_THE_HOUSE
        if imported != f"goldenthread.{domain_of(imported)}.api"
        if imported not in STANDS_ALONE
        if not (domain_of(importer) == "web" and imported.split(".")[-1] in DJANGO_ASKS_FOR)
    ]


def test_domains_enter_one_another_through_the_door():
    graph = grimp.build_graph("goldenthread", exclude_type_checking_imports=True)
    imports = [
        (importer, imported)
        for importer in sorted(graph.modules)
        if ".migrations" not in importer
        for imported in sorted(graph.find_modules_directly_imported_by(importer))
    ]

    assert len(imports) > 50
    assert trespasses(imports) == []


def test_a_side_entrance_is_noticed():
    assert trespasses(
        [
            ("goldenthread.journal.actions", "goldenthread.ledger.models"),
            ("goldenthread.journal.actions", "goldenthread.ledger.api"),
            ("goldenthread.journal.actions", "goldenthread.core.verdicts"),
        ]
    ) == ["goldenthread.journal.actions -> goldenthread.ledger.models"]


@pytest.mark.parametrize("domain", [name for name in domains() if name not in COMMON_GROUND])
def test_a_door_says_what_it_opens(domain):
    door = PACKAGE / domain / "api.py"
    if domain == "web":
        assert not door.exists(), "web is known by no one"
        return

    assert "__all__" in door.read_text(encoding="utf-8")
