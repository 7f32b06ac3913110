"""Near-duplicates: the same article in several files, and what only looks like it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefing.documents import read_text
from briefing.documents.describing.republished import merged
from briefing.intake.corpus import read_corpus
from briefing.model import Document

ARTICLE = """青禾县织密托育服务网
2024-03-18　来源：青禾日报

3月16日，记者从县卫生健康局获悉，去年以来，青禾县把普惠托育服务列入民生实事项目，统筹资金2860万元，新建托育机构14家，新增托位1120个。
“以前送孩子要坐半个小时的车，现在下楼就到。”家住滨江街道的李女士说。滨江街道社区托育中心去年9月投用，设有5个班、托位90个。
下一步，青禾县计划到2025年底，全县每千人口托位数达到4.6个，让更多家庭在家门口享受普惠、安全、方便的托育服务。
"""
REPRINT = ARTICLE.replace("来源：青禾日报", "来源：某某网") + "（责任编辑：张三）\n"


def document(raw: str, name: str) -> Document:
    return read_text(raw, name)


def test_a_reprint_becomes_a_source_of_the_article() -> None:
    kept, folded = merged([document(ARTICLE, "a"), document(REPRINT, "b")])
    assert [d.name for d in kept] == ["a"]
    assert folded == {"b"}
    assert [(r.name, r.source) for r in kept[0].republications] == [("b", "某某网")]


@pytest.mark.parametrize(
    "other",
    [
        ARTICLE.replace("1120个", "1210个"),  # a corrected reprint
        ARTICLE.replace("2024-03-18", "2023-03-20").replace("2860万", "2310万").replace("14家", "9家"),  # last year's
        "\n".join(ARTICLE.splitlines()[:4]),  # an extract
        ARTICLE
        + "乡村夜校开课忙，夜幕降临，文化广场灯火通明，村民们放下农具走进课堂学书法。" * 9
        + "新增讲座36场。" * 40,
        "青禾县天气晴好。\n今天全县天气晴好，适宜出行，请大家注意防晒。",
    ],
)
def test_what_only_looks_like_the_article_stays_itself(other: str) -> None:
    kept, folded = merged([document(ARTICLE, "a"), document(other, "b")])
    assert [d.name for d in kept] == ["a", "b"] and not folded


def test_which_carrier_is_kept() -> None:
    scan = replace(document(ARTICLE, "a"), notes=("文字由图片识别而来。",))
    assert merged([scan, document(REPRINT, "b")])[0][0].name == "b"
    assert merged([document(ARTICLE, "a"), document(REPRINT, "b")], {"b"})[0][0].name == "b"


def test_order_does_not_matter() -> None:
    files = [document(ARTICLE, "a"), document("别的文章。" * 30, "b"), document(REPRINT, "c")]
    assert merged(files)[0] == tuple(sorted(merged(files[::-1])[0], key=lambda d: d.name))


def test_a_corpus_counts_an_article_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "b.txt").write_text(REPRINT, encoding="utf-8")
    corpus = read_corpus(tmp_path)
    assert [d.name for d in corpus.documents] == ["a.txt"]
    assert {o.document for o in corpus.observations} == {"a.txt"}
