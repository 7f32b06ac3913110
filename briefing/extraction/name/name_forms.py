"""A name and what is put into it: the owner, the verb or the total that the text leaves to be understood."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from briefing.extraction.name.contexts import Joint
from briefing.extraction.name.lexicon import lexicon
from briefing.extraction.name.phrases import object_of

# Units of people and households, which take the name of the group they are part of
PEOPLE = frozenset(["人", "名", "位", "户", "人次"])
_PERSON = re.compile(r"[人员生者师工户手民童妇士]$")
# Predicates that go on to another figure (优化调整为)
LEADS_TO = re.compile(r"[为至到成]$")
# Predicates that say only that the things are there
_EXISTENCE = re.compile(
    r"(?:已|均|全部|正式|相继|陆续|顺利|如期|同步|先后|投入|建成|投用|使用|运营|运行|运转|落成|开放|启用|挂牌|完工|竣工|成立|分布|开工|"
    r"开园|开业|开诊|形成|构成|组成|达标|覆盖|实现|全|了|并|和|、)+"
)
_LAST_WORDS = re.compile(r"[一-龥]{2,6}$")
_GENERAL_NOUN = 4  # characters


@dataclass(slots=True)
class Name:
    """An indicator's name with other names that are as good, and the words it was built from."""

    text: str
    aliases: list[str] = field(default_factory=list)
    subject: str = ""
    rule: str = ""

    @property
    def head(self) -> str:
        """The last two characters: what kind of thing is named."""
        return self.text[-2:]


def telling(predicate: str, noun: str) -> bool:
    """Whether what is said of the things counted sets them apart from others of their kind (完成改造, not 全部建成).

    A short, general noun takes whatever is said of it (建成投用的项目).
    """
    said = 3 <= len(predicate) <= 16 and not LEADS_TO.search(predicate)
    return said and (len(noun) <= _GENERAL_NOUN or not _EXISTENCE.fullmatch(predicate))


def taken_up(core: str, clause: str) -> str:
    """`core` with the modifier that the clause before gave its first word (…发放育儿补贴,补贴标准 → 育儿补贴标准)."""
    if not 3 <= len(core) <= 6 or not clause.endswith(core[:2]):
        return ""
    modifier = _LAST_WORDS.search(clause, 0, len(clause) - 2)
    if modifier is None:
        return ""
    told = modifier.group()
    for verb in lexicon().kept_verb.finditer(modifier.group()):
        told = modifier.group()[verb.end() :]
    return told + core if 2 <= len(told) <= 4 else ""


def carried(name: Name, previous: Name, joint: Joint) -> Name:
    """`name` with the verb of the name before it, which governs the whole list (回引企业家325名,管理人员611名)."""
    verb = lexicon().carried_verb.match(previous.text)
    if verb is None or lexicon().kept_verb.match(name.text) or lexicon().leading_existence.match(name.text):
        return name
    if verb.group() in lexicon().carried_in_lists and joint is not Joint.LIST:
        return name
    return Name(verb.group() + name.text, [name.text, *name.aliases], rule="carried-verb")


def as_part(name: Name, whole: Name, unit: str, joint: Joint) -> Name:
    """The name of a part, with what it needs of its total's name put back (研究生 → 新招录教师中研究生)."""
    own = name.text
    if name.rule == "before-modifier" or own == whole.text or own in whole.text:
        return name
    if own in lexicon().modifiers or own.endswith(("级", "性", "类")):
        return Name(own + whole.text, [own, *name.aliases], rule="part-modifier")
    verb = lexicon().enjoyed.match(whole.text)
    if verb and len(own) <= 3 and not _PERSON.search(own):
        return Name(verb.group() + own + whole.text[verb.end() :], [f"{whole.text}中{own}", own], rule="part-enjoyed")
    if unit not in PEOPLE or own.endswith(whole.text[-2:]):
        return name
    if (
        joint not in (Joint.CLAUSE, Joint.COLON)
        and not _PERSON.search(own.removesuffix("数").removesuffix("人"))
        and name.rule == "before"
    ):
        return Name(own + object_of(whole.text), [own, f"{whole.text}中{own}"], rule="part-of-bracket")
    if len(own) > 3:
        return name
    return Name(f"{whole.text}中{own}", [own, own + whole.text, *name.aliases], rule="part")
