"""The invented units of a city and how big they are: what stands where, before any database.

Names say that they are invented (江阴示例天纺织有限公司), credit codes are of a kind nobody holds.
How many people work where is drawn: industries and towns differ, and a few units are very big.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from niudai.office.demo.names import BRANDS, credit_code
from niudai.office.demo.planted import UNITS, share_of
from niudai.office.demo.scale import MEMBERS_OF_ALL, Scale

MARKS = (
    "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏"
    "闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈剑号巨阙"
)
BIGGEST = 0.012  # of all members
AT_VILLAGES = 0.03  # members without a unit of their own: small shops, new forms of work
GROUPED_FROM, GROUP = 500, 120  # members: from here on a union has groups, of about so many


@dataclass(frozen=True, slots=True)
class Industry:
    """Code of GB/T 4754, how common, how big its units, who works there, what they are called."""

    code: str
    weight: float
    size: float
    women: float
    migrants: float
    trades: tuple[str, ...]


INDUSTRIES = (
    Industry("17", 18, 1.5, 0.68, 0.45, ("纺织", "毛纺", "印染", "针织", "织造")),
    Industry("18", 9, 1.3, 0.75, 0.4, ("服饰", "制衣", "羽绒制品")),
    Industry("26", 4, 1.1, 0.28, 0.3, ("化工", "涂料")),
    Industry("28", 3, 1.8, 0.4, 0.4, ("化纤", "新材料纤维")),
    Industry("29", 6, 0.8, 0.42, 0.4, ("塑料", "塑胶制品")),
    Industry("31", 5, 2.4, 0.16, 0.4, ("钢铁", "钢管", "带钢")),
    Industry("33", 12, 0.9, 0.24, 0.45, ("法兰", "金属制品", "钢丝绳", "五金")),
    Industry("34", 9, 0.9, 0.22, 0.35, ("机械", "通用设备", "模具")),
    Industry("35", 4, 1.0, 0.25, 0.35, ("专用设备", "环保设备")),
    Industry("36", 3, 1.4, 0.35, 0.4, ("汽车部件",)),
    Industry("38", 4, 1.3, 0.4, 0.4, ("电缆", "电器")),
    Industry("39", 4, 1.9, 0.52, 0.5, ("电子", "封装测试", "光电")),
    Industry("23", 3, 0.7, 0.45, 0.35, ("包装", "印刷")),
    Industry("13", 2, 0.8, 0.5, 0.35, ("食品", "粮油")),
    Industry("48", 3, 0.9, 0.12, 0.5, ("建设工程", "市政工程")),
    Industry("51", 4, 0.4, 0.45, 0.25, ("贸易", "商贸")),
    Industry("54", 3, 0.6, 0.12, 0.35, ("物流", "运输")),
    Industry("62", 2, 0.6, 0.6, 0.45, ("餐饮",)),
    Industry("82", 1.5, 0.5, 0.62, 0.4, ("保洁", "物业服务")),
    Industry("65", 1.5, 0.5, 0.4, 0.2, ("软件", "信息技术")),
)
OWNERSHIP = {"private": 78, "foreign": 13, "collective": 5, "state": 3, "other": 1}


@dataclass(frozen=True, slots=True)
class Place:
    """A village or community of the division list, and the town whose union it stands beneath."""

    code: str
    name: str
    town: str
    town_name: str


@dataclass(slots=True)
class Firm:
    """An employer; `members` is 0 where there is no union."""

    name: str
    short: str
    place: Place
    industry: Industry
    ownership: str
    opened_on: date
    credit_code: str
    workers: int
    union_code: str = ""  # the union's own, should it be a legal person
    members: int = 0
    groups: int = 0
    faults: set[str] = field(default_factory=set)

    @property
    def size(self) -> str:
        """By workers alone, as for industry in the classes of 2011."""
        bounds = (("large", 1000), ("medium", 300), ("small", 20))
        return next((name for name, least in bounds if self.workers >= least), "micro")


@dataclass(slots=True)
class Layout:
    """Every unit of the city, towns and villages in the order of their codes."""

    scale: Scale
    places: list[Place]
    firms: list[Firm]  # with a union, by place
    bare: list[Firm]  # without
    dissolved: list[Firm]  # whose union was dissolved and its members forgotten
    at_villages: list[int]  # members of each place's own union

    @property
    def everybody(self) -> list[Firm]:
        """Whoever has or had a union."""
        return self.firms + self.dissolved


def lay_out(scale: Scale, places: Sequence[Place], seed: int, today: date) -> Layout:
    """The units of a scale over these places: the same for the same seed and day."""
    chance = Random(f"{seed} {scale.name}")  # noqa: S311 an invented city needs no secrets
    chosen = [place for place in places if not scale.towns or place.town in scale.towns]
    drawing = Drawing(chance, chosen, today)
    firms = drawing.firms(scale.unions)
    gone = drawing.firms(share_of(UNITS["dissolved_unions"], scale))
    bare = drawing.firms(scale.without_union)
    small = round(scale.members * AT_VILLAGES)
    at_villages = apportion(small, [chance.uniform(0.3, 2) for _ in chosen])
    for firm in gone:
        firm.faults.add("dissolved_unions")
        firm.members = firm.workers = chance.randrange(6, 30)
    rest = scale.members - small - sum(firm.members for firm in gone)
    seat_members(firms, rest, chance)
    for firm in bare:
        firm.workers = max(3, round(chance.lognormvariate(3, 0.9)))
    layout = Layout(scale, chosen, firms, bare, gone, at_villages)
    plant(layout, chance, today)
    return layout


class Drawing:
    """Draws units one after the other; a name comes once."""

    def __init__(self, chance: Random, places: Sequence[Place], today: date) -> None:
        self.chance, self.today = chance, today
        self.named: Counter[str] = Counter()
        self.codes: set[str] = set()
        towns = dict.fromkeys(place.town for place in places)
        draw = {town: chance.lognormvariate(0, 0.35) for town in towns}
        self.places = places
        self.weights = list(
            accumulate(draw[place.town] * chance.uniform(0.3, 2) for place in places)
        )
        # Each town has industries of its own: weights of the city, shaken.
        self.mix = {
            town: list(accumulate(each.weight * chance.gammavariate(2, 0.5) for each in INDUSTRIES))
            for town in towns
        }

    def firms(self, count: int) -> list[Firm]:
        """By place, so that a town's people stand together in the list."""
        order = {place.code: number for number, place in enumerate(self.places)}
        drawn = self.chance.choices(self.places, cum_weights=self.weights, k=count)
        return [self.firm(place) for place in sorted(drawn, key=lambda each: order[each.code])]

    def firm(self, place: Place) -> Firm:
        chance = self.chance
        industry = chance.choices(INDUSTRIES, cum_weights=self.mix[place.town])[0]
        short = self.name(chance.choice(industry.trades))
        return Firm(
            f"江阴{short}有限公司", short, place, industry,
            chance.choices(list(OWNERSHIP), list(OWNERSHIP.values()))[0],
            self.today - timedelta(days=chance.randrange(900, 9000)), self.code(), 0,
            self.code("81"),
        )  # fmt: skip

    def name(self, trade: str) -> str:
        """示例天纺织, 样本天纺织 … 仿名阙纺织, then 示例天地纺织."""
        number = self.named[trade]
        self.named[trade] += 1
        number, brand = divmod(number, len(BRANDS))
        more, mark = divmod(number, len(MARKS))
        return f"{BRANDS[brand]}{MARKS[more - 1] if more else ''}{MARKS[mark]}{trade}"

    def code(self, kind: str = "91") -> str:
        while (code := credit_code(self.chance, kind)) in self.codes:
            continue
        self.codes.add(code)
        return code


def seat_members(firms: list[Firm], members: int, chance: Random) -> None:
    """Draw how many members each union has; the sum is exact, a few unions are very big."""
    drawn = [firm.industry.size * chance.lognormvariate(0, 1.35) for firm in firms]
    most = sum(drawn) * BIGGEST if len(firms) > 1 / BIGGEST else sum(drawn)
    least = 4
    shares = apportion(members - least * len(firms), [min(each, most) for each in drawn])
    for firm, share in zip(firms, shares, strict=True):
        firm.members = least + share
        firm.workers = round(firm.members / chance.uniform(0.72, 1))
        firm.groups = firm.members // GROUP if firm.members >= GROUPED_FROM else 0


def apportion(total: int, weights: Sequence[float]) -> list[int]:
    """Whole numbers by weight whose sum is the total."""
    begun, whole, given, shares = 0.0, sum(weights), 0, []
    for weight in weights:
        begun += weight
        upto = round(total * begun / whole)
        shares.append(upto - given)
        given = upto
    return shares


def plant(layout: Layout, chance: Random, today: date) -> None:
    """The faults of units, in known number. A unit has one of them at most."""
    free = list(layout.firms)
    chance.shuffle(free)
    for kind in ("unions_without_chair", "expired_terms", "wrong_credit_codes"):
        for firm in take(free, share_of(UNITS[kind], layout.scale)):
            firm.faults.add(kind)
    old = share_of(UNITS["late_without_union"], layout.scale)
    young = layout.bare[old:]
    for firm in young:  # too young to be late by any of the limits in use
        firm.opened_on = today - timedelta(days=chance.randrange(10, 150))
    for firm in layout.firms:
        if "wrong_credit_codes" in firm.faults:
            firm.credit_code = spoiled(firm.credit_code)


def take(free: list[Firm], count: int) -> Iterable[Firm]:
    return [free.pop() for _ in range(count)]


def spoiled(code: str) -> str:
    """The same code with another check character."""
    return code[:-1] + ("A" if code[-1] != "A" else "B")


__all__ = ["MEMBERS_OF_ALL", "Firm", "Industry", "Layout", "Place", "apportion", "lay_out"]
