"""Unions: who must have a committee, how large, how it is elected, for how long."""

from typing import Any

from django.utils.translation import gettext as _

from niudai.kernel.identifiers import wrong_credit_code
from niudai.kernel.refused import Refused
from niudai.rulebook.counting import LENGTHS_IN_MONTHS, months_later
from niudai.rulebook.evaluation.collective import ACCEPTED, REJECTED
from niudai.rulebook.evaluation.facts import Fact
from niudai.rulebook.evaluation.question import Evaluator, Outcome, Question
from niudai.rulebook.rule import Unit

SHALL, MAY, NONE = "shall", "may", "no rule"
ALONE, JOINT, ORGANISER = "own committee", "joint committee", "organiser"


def committee(question: Question) -> Outcome:
    """From so many members a committee shall be; below there are three ways."""
    members, least = question["members"], question.number("members")
    facts = {"members": members, "least": least}
    if members >= least:
        said = _("%(members)s members, at least %(least)s: a committee shall be set up.")
        return Outcome(SHALL, True, [said % facts])
    said = _(
        "%(members)s members, fewer than %(least)s: a committee of its own, one joint with other "
        "units, or one organiser."
    )
    return Outcome(MAY, False, [said % facts], {"options": [ALONE, JOINT, ORGANISER]})


def fulltime_chair(question: Question) -> Outcome:
    staff, least = question["staff"], question.number("staff")
    facts = {"staff": staff, "least": least}
    if staff < least:
        return Outcome(NONE, False, [_("%(staff)s of staff, fewer than %(least)s.") % facts])
    word = str(question.number("word"))
    said = {
        SHALL: _("%(staff)s of staff, at least %(least)s: the union shall have full-time staff."),
        MAY: _("%(staff)s of staff, at least %(least)s: the chair may be full-time."),
    }[word]
    return Outcome(word, True, [said % facts])


def women(question: Question) -> Outcome:
    number, least = question["women"], question.number("women")
    facts = {"women": number, "least": least}
    if number >= least:
        said = _("%(women)s women members, at least %(least)s: a women workers' committee.")
        return Outcome("women's committee", True, [said % facts])
    said = _("%(women)s women members, fewer than %(least)s: a women's member is enough.")
    return Outcome("women's member", False, [said % facts])


def span(question: Question, members: int) -> tuple[int, int]:
    """The line of a table [up to, least, most]; the last one, up to 0, has no upper end."""
    sizes: list[list[int]] = question.number("sizes")
    line = next(line for line in sizes if members <= line[0] or not line[0])
    return line[1], line[2]


def within_span(question: Question, asked: str, sentence: str) -> Outcome:
    """Whether the number asked about lies in the span; without one the span alone is told."""
    least, most = span(question, question["members"])
    number = question[asked]
    holds = number is None or least <= number <= most
    facts = {"members": question["members"], "least": least, "most": most, "number": number}
    said = [sentence % facts]
    if not holds:
        said.append(_("%(number)s lies outside.") % facts)
    return Outcome(ACCEPTED if holds else REJECTED, holds, said, {"least": least, "most": most})


def size(question: Question) -> Outcome:
    return within_span(
        question, "seats", _("%(members)s members: a committee of %(least)s to %(most)s.")
    )


def delegates(question: Question) -> Outcome:
    return within_span(
        question, "delegates", _("%(members)s members: %(least)s to %(most)s delegates.")
    )


def audit(question: Question) -> Outcome:
    """Within the span, and odd, so that a vote decides."""
    seats, least, most = question["seats"], question.number("least"), question.number("most")
    holds = least <= seats <= most and seats % 2 == 1
    said = (
        _("%(seats)s members of the audit committee: as the rule asks.")
        if holds
        else _(
            "An audit committee has %(least)s to %(most)s members, an odd number, not %(seats)s."
        )
    )
    facts = {"least": least, "most": most, "seats": seats}
    return Outcome(ACCEPTED if holds else REJECTED, holds, [said % facts])


def preparatory(question: Question) -> Outcome:
    people, least, most = question["people"], question.number("least"), question.number("most")
    holds = least <= people <= most
    said = _("A preparatory group has %(least)s to %(most)s people; here: %(people)s.")
    facts = {"least": least, "most": most, "people": people}
    return Outcome(ACCEPTED if holds else REJECTED, holds, [said % facts])


def meeting(question: Question) -> Outcome:
    members, least = question["members"], question.number("members")
    facts = {"members": members, "least": least}
    if members < least:
        said = _("%(members)s members, fewer than %(least)s: a meeting of all members.")
        return Outcome("members", False, [said % facts])
    said = _("%(members)s members, at least %(least)s: a delegates' meeting is possible.")
    return Outcome("delegates", True, [said % facts])


def margin(question: Question) -> Outcome:
    """More candidates than seats by a share of the seats, rounded up to whole people."""
    seats, candidates = question["seats"], question["candidates"]
    if not seats:
        raise Refused(_("An election fills at least one seat."))
    wanted = seats - -seats * question.number("percent") // 100
    holds = candidates >= wanted
    said = _("%(seats)s seats: at least %(wanted)s candidates; there are %(candidates)s.")
    facts = {"seats": seats, "wanted": wanted, "candidates": candidates}
    return Outcome(ACCEPTED if holds else REJECTED, holds, [said % facts], {"wanted": wanted})


def removal(question: Question) -> Outcome:
    """More than half of all members or delegates, whoever came."""
    everybody, votes = question["members"], question["votes"]
    if votes > everybody:
        raise Refused(_("More votes than members is impossible."))
    wanted = everybody // 2 + 1
    holds = votes >= wanted
    said = _("%(votes)s of all %(members)s for the removal; more than half of all is %(wanted)s.")
    facts = {"votes": votes, "members": everybody, "wanted": wanted}
    return Outcome("removed" if holds else "not removed", holds, [said % facts], {"wanted": wanted})


def extraordinary(question: Question) -> Outcome:
    members, asking = question["members"], question["asking"]
    if asking > members:
        raise Refused(_("More votes than members is impossible."))
    holds = asking * question.number("one_of") >= members > 0
    said = _("%(asking)s of %(members)s members ask for a meeting; one in %(one_of)s is needed.")
    facts = {"asking": asking, "members": members, "one_of": question.number("one_of")}
    return Outcome(ACCEPTED if holds else REJECTED, holds, [said % facts])


def term(question: Question) -> Outcome:
    """Three or five years at the base, five for a federation."""
    years = question["years"]
    allowed = [question.number("federation")] if question["federation"] else years_of(question)
    return one_of(years, allowed, _("A term lasts %(allowed)s years; asked: %(years)s."))


def legal_valid(question: Question) -> Outcome:
    said = _("A certificate is valid for %(allowed)s years; asked: %(years)s.")
    return one_of(question["years"], years_of(question), said)


def years_of(question: Question) -> list[int]:
    return list(question.number("years"))


def one_of(years: int, allowed: list[int], sentence: str) -> Outcome:
    holds = years in allowed
    words = _(" or ").join(map(str, allowed))
    said = sentence % {"allowed": words, "years": years}
    return Outcome(ACCEPTED if holds else REJECTED, holds, [said], {"allowed": allowed})


def ban(question: Question) -> Outcome:
    """Somebody to whom this applies cannot be a candidate."""
    applies = question["applies"]
    said = _("This person cannot be a candidate.") if applies else _("This is no obstacle.")
    return Outcome(REJECTED if applies else ACCEPTED, not applies, [said])


def membership(question: Question) -> Outcome:
    if question["member_elsewhere"]:
        said = _("A member of another union: refused until the membership is transferred.")
        return Outcome("refused", False, [said], {"offer": "transfer"})
    return Outcome(ACCEPTED, True, [_("In no other union: may be admitted.")])


def duplicate(question: Question) -> Outcome:
    """Whoever stands on two rolls with one number counts on neither, until somebody decided."""
    records = question["records"]
    if records > 1:
        said = _("%(records)s records with one number: to be merged; none counts until then.")
        return Outcome("merge", False, [said % {"records": records}], {"counted": 0})
    return Outcome("single", True, [_("One record.")], {"counted": records})


def credit_code(question: Question) -> Outcome:
    """A code that fails the check warns: real ones do, and then a paper is shown."""
    code = "".join(question["code"].split()).upper()
    if wrong := wrong_credit_code(code):
        said = _("It may be entered with a word on the paper that shows it.")
        return Outcome("warning", False, [wrong, said], {"override": "proof"})
    if code.startswith(question.number("grass_roots")):
        return Outcome("valid union code", True, [_("The code of a grass-roots union.")])
    if code.startswith(question.number("other")):
        return Outcome("valid union code", True, [_("The code of another union body.")])
    return Outcome("valid", True, [_("A valid code, but not one of a union.")])


def guardian(question: Question) -> Outcome:
    """Under the age a guardian consents; the birthday itself goes by the switch."""
    born, day = question["born_on"], question["day"]
    if day < born:
        raise Refused(_("The day of birth lies in the future."))
    age = question.rule.amount or 0
    birthday = months_later(born, age * LENGTHS_IN_MONTHS[Unit.YEAR])
    facts = {"age": age, "day": birthday.isoformat()}
    if day == birthday:
        needed = bool(question.number("birthday_needs_consent"))
        said = [_("%(age)s years old on this very day.") % facts, switch_words(needed)]
    else:
        needed = day < birthday
        said = [
            (_("Not yet %(years)s years old: only on %(day)s.") if needed
             else _("%(years)s years old since %(day)s.")) % {**facts, "years": age}
        ]  # fmt: skip
    return Outcome("consent" if needed else "no consent", needed, said)


def switch_words(needed: bool) -> str:
    if needed:
        return _("By the careful setting a guardian still consents on the birthday.")
    return _("By the setting no guardian is asked on the birthday.")


def count(name: str, zh: str, en: str, **more: Any) -> Fact:
    return Fact(name, "count", zh, en, **more)


MEMBERS = count("members", "会员人数", "number of union members")
YEARS = count("years", "年数", "number of years")
SEATS = count("seats", "应选人数", "seats to be filled")
APPLIES = Fact("applies", "yes_no", "是否属于所列人员", "whether the person is one of these")

EVALUATORS = {
    "union_committee": Evaluator((MEMBERS,), committee),
    "union_fulltime_chair": Evaluator(
        (count("staff", "职工人数", "number of staff"),), fulltime_chair
    ),
    "union_women": Evaluator((count("women", "女会员人数", "women among the members"),), women),
    "union_size": Evaluator(
        (MEMBERS, count("seats", "委员人数", "members of the committee", required=False)), size
    ),
    "union_delegates": Evaluator(
        (MEMBERS, count("delegates", "代表人数", "number of delegates", required=False)), delegates
    ),
    "union_audit": Evaluator((SEATS,), audit),
    "union_preparatory": Evaluator(
        (count("people", "筹备组人数", "people of the preparatory group"),), preparatory
    ),
    "union_meeting": Evaluator((MEMBERS,), meeting),
    "union_margin": Evaluator(
        (SEATS, count("candidates", "候选人数", "number of candidates")), margin
    ),
    "union_removal": Evaluator(
        (
            count("members", "全体会员（代表）人数", "all members or delegates"),
            count("votes", "赞成罢免票数", "votes for the removal"),
        ),
        removal,
    ),
    "union_extraordinary": Evaluator(
        (MEMBERS, count("asking", "提议的会员人数", "members who ask for it")), extraordinary
    ),
    "union_term": Evaluator(
        (YEARS, Fact("federation", "yes_no", "是否地方总工会", "whether it is a federation",
                     required=False)),
        term,
    ),
    "union_legal_valid": Evaluator((YEARS,), legal_valid),
    "union_ban": Evaluator((APPLIES,), ban),
    "union_membership": Evaluator(
        (Fact("member_elsewhere", "yes_no", "是否已是其他工会会员",
              "whether another union has the person as a member"),),
        membership,
    ),
    "union_duplicate": Evaluator(
        (count("records", "同一证件号码的记录数", "records with the same number"),), duplicate
    ),
    "union_credit_code": Evaluator(
        (Fact("code", "text", "统一社会信用代码", "unified social credit code"),), credit_code
    ),
    "guardian_consent": Evaluator(
        (
            Fact("born_on", "date", "出生日期", "day of birth"),
            Fact("day", "date", "处理信息之日", "the day the data are used"),
        ),
        guardian,
    ),
}  # fmt: skip
