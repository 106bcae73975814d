"""How big an invented city is."""

from dataclasses import dataclass

MEMBERS_OF_ALL = 700_000


@dataclass(frozen=True, slots=True)
class Scale:
    """What a city holds, exactly. `towns` are codes of the division list; empty means all.

    `members` counts the rows that stand as active members, the planted duplicates among them.
    """

    name: str
    members: int
    unions: int  # enterprises with a union of their own
    without_union: int  # employers on record that have none
    bodies: int
    mediators: int
    towns: tuple[str, ...] = ()


ZHOUZHUANG, HUASHI = "320281108000", "320281107000"
# The figures of the article: 700,000 workers, 6,782 agreements at 99 % of the unionised
# enterprises, 3,228 bodies with 12,263 mediators.
FULL = Scale("full", MEMBERS_OF_ALL, 6_850, 1_000, 3_228, 12_263)
TOWN = Scale("town", 45_000, 440, 64, 208, 789, (ZHOUZHUANG, HUASHI))
SCALES = {scale.name: scale for scale in (FULL, TOWN)}
