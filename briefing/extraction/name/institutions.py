"""Which institution the figures of a sentence belong to: told by its opening, or taken up from before."""

from __future__ import annotations

import re

from briefing.extraction.figure import Figure
from briefing.extraction.name.lexicon import find_predicate, pattern, words
from briefing.extraction.name.name_memory import ANAPHOR
from briefing.extraction.name.phrases import PlaceStripper, is_kind, once, shorten_brackets, strip_front, tidy

_CLAUSES = re.compile(r"[，,；;：:。]")
_SHORTEST, _LONGEST = 4, 24  # characters of an institution's name
_ARTICLE = re.compile(r"^一[所家座个]")
# 走进位于城东街道的|阳光养老服务中心
_ARRIVING = re.compile(r"^(?:走进|来到|步入)?(?:(?:位于|坐落[在于]|地处)[^，。；]{2,14}的)?")
# 朝阳滨河学校（一期）
_KIND_ONLY = re.compile(r"(?:公办|民办|公立|民营|普惠性?|社会办|公共)")  # 公办幼儿园 is none that has a name
_PHASE = re.compile(r"[（(][^（()）]{1,6}[)）]$")
# 将建北京科学高中，可提供2700个学位
_BUILDING = re.compile(r"^(?:将|拟|计划|正在)?(?:新建|建设|建成|打造|建)(?:了)?(?:一[所家座个])?")
# 普通高中共|5所
_COUNTED = re.compile(r"(?:总?数量?)?(?:共计?|总计|合计|已?达到?|已?有|为)*$")
_WORKS = ("项目", "工程")
_SETTLEMENTS = ("镇", "乡", "街道", "村", "社区")


def institution_of(opening: str, known: str, strip_place: PlaceStripper) -> str | None:
    """Whose figures a sentence states, given its text up to the first and the institution `known` from before.

    An institution, ANAPHOR for the known one, '' for the region, None where none is told.
    """
    told = pattern("institution_inside").search(opening) or "该" in opening or "其" in opening
    regional = pattern("regional_subject").search(opening)
    if not told and not regional:
        return None
    for clause in _CLAUSES.split(opening):
        if regional and pattern("regional_subject").match(pattern("now").sub("", clause.strip())):
            return ""
        if pattern("institution_inside").search(clause) or clause.lstrip().startswith(("该", "其")):
            found = _told_by(once(strip_front(once(clause), strip_place)), known, strip_place)
            if found is not None:
                return found
    return None


def counts_a_kind(opening: str, figure: Figure, known: str) -> bool:
    """Whether a sentence opens with the number of institutions of one kind, of which its figures are and not of the
    institution `known` from before: 普通高中5所，招生…；中等职业学校|3所，招生….

    What a street or a village has (社区食堂3个) stays theirs.
    """
    counted = _CLAUSES.split(opening)[-1].strip()
    if figure.quantity.unit not in words("actors") or figure.context.right or known.endswith(_SETTLEMENTS):
        return False
    return pattern("institution_counted").search(_COUNTED.sub("", counted)) is not None


def _told_by(clause: str, known: str, strip_place: PlaceStripper) -> str | None:
    clause = _ARRIVING.sub("", clause)
    kind = pattern("leading_kind").match(clause) if known else None
    if kind and (kind.group() in _WORKS or is_kind(known, kind.group())):
        return ANAPHOR
    if building := _BUILDING.match(clause):  # what is built is one institution where its place is named
        built = clause[building.end() :]
        clause = clause if strip_place(built) == built else strip_place(built)
    verbs = [find_predicate(clause, 2), pattern("institution_act").search(clause, 2)]
    noun = tidy(shorten_brackets(clause[: min((verb.start() for verb in verbs if verb), default=len(clause))]))
    qualified, _, head = noun.rpartition("的")
    own = pattern("place_of_work").match(head) if known.endswith(_SETTLEMENTS) and qualified else None
    if own or (known and pattern("place_of_work").fullmatch(noun) and not is_kind(known, noun)):
        return known + (own.group() if own else noun) if known.endswith(_SETTLEMENTS) else ""
    if pattern("anaphor").fullmatch(noun) or noun.startswith(("该", "其")):
        return ANAPHOR
    noun = _ARTICLE.sub("", head).strip("“”").removesuffix("建设").strip("“”")
    named = _SHORTEST <= len(noun) <= _LONGEST and pattern("institution").search(_PHASE.sub("", noun))
    return noun if named and _is_noun(noun) else None


def _is_noun(text: str) -> bool:
    """Whether no verb, list or preposition is in `text`, so that it can name an institution."""
    verbal = any(pattern(verb).match(text) for verb in ("kept_act", "kept_verb", "leading_existence"))
    several = _KIND_ONLY.match(text) or pattern("no_institution").search(text) or pattern("preposition").match(text)
    return not (verbal or several or pattern("splitter").search(text))
