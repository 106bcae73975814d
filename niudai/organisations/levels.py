"""The union tree on one page: which kind of union may stand beneath which."""

from niudai.organisations.models import Organisation

Kind = Organisation.Kind

# 总工会 → 镇（街道）、园区 → 村（社区）、行业 → 企业 → 小组. An enterprise without a village or an
# industry above it stands directly under its town, or under the federation (直属).
PARENTS: dict[str, frozenset[str]] = {
    Kind.FEDERATION: frozenset(),
    Kind.TOWN: frozenset({Kind.FEDERATION}),
    Kind.ZONE: frozenset({Kind.FEDERATION}),
    Kind.INDUSTRY: frozenset({Kind.FEDERATION, Kind.TOWN, Kind.ZONE}),
    Kind.VILLAGE: frozenset({Kind.TOWN, Kind.ZONE}),
    Kind.ENTERPRISE: frozenset(
        {Kind.FEDERATION, Kind.TOWN, Kind.ZONE, Kind.INDUSTRY, Kind.VILLAGE}
    ),
    Kind.GROUP: frozenset({Kind.ENTERPRISE}),
}

# A place has one such union; enterprises, groups and industries may be many.
ONE_A_PLACE = frozenset({Kind.FEDERATION, Kind.TOWN, Kind.ZONE, Kind.VILLAGE})


def may_stand_beneath(kind: str, parent: str) -> bool:
    return parent in PARENTS[kind]


def kinds_beneath(parent: str) -> list[Organisation.Kind]:
    """What may be set up beneath, in the order of the levels."""
    return [kind for kind in Kind if parent in PARENTS[kind]]


def kinds_above(kind: str) -> list[Organisation.Kind]:
    return [parent for parent in Kind if parent in PARENTS[kind]]
