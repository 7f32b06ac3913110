"""Title, source and address, and where they were read."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.documents import read_document, read_text

SEEDS = Path(__file__).parents[3] / "seeds"
BODY = "全县新建公办托育机构12家，新增托位350个，群众满意。"


@pytest.mark.parametrize(
    ("name", "title", "source", "published", "inferred", "place"),
    [
        ("000", "社会事业持续向好 民生福祉不断增进", None, "2025-12-09", True, "512000"),
        ("001", "保安居、补教育、惠医疗资阳民生实事结硕果", "资阳日报", "2024-04-23", False, "512000"),
        ("002", "涪城多点发力 推动民生事业高质量发展", "绵阳日报", "2022-03-29", False, "510703"),
        ("003", "奉节 写好库区民生答卷 托起群众稳稳幸福", None, "2024", True, "500236"),
        ("004", "公共服务均衡可及增进民生福祉", "攀枝花日报", "2024-11-05", True, "510403"),
    ],
)
def test_seeds(name: str, title: str, source: str | None, published: str, inferred: bool, place: str) -> None:
    document = read_document(next(SEEDS.glob(f"{name}_*.txt")))
    assert (document.title, document.source) == (title, source)
    assert (document.published, document.published_inferred, document.place) == (published, inferred, place)
    assert len(document.sha256) == 64


TITLES = [
    (f"---\ntitle: '某县新增托位'\n---\n{BODY}", "某县新增托位"),
    (f"# 某县新增托位\n\n{BODY}", "某县新增托位"),
    (f"首页 政务公开 互动交流\n某县新增托位\n{BODY}", "某县新增托位"),
    (f"件件暖民心\n\n奉节县写好民生答卷\n\n{BODY}", "奉节县写好民生答卷"),
    (f"奉节县写好民生答卷\n——托育服务观察\n{BODY}", "奉节县写好民生答卷"),
    (f"奉节县新闻发布会答记者问\n2024年3月6日 某县融媒体中心\n{BODY}", "奉节县新闻发布会答记者问"),
    # who signs is no headline, though its name is a place's
    (f"关于民生实事办理情况的通报\n奉节县人民政府办公室\n2024年3月2日\n{BODY}", "关于民生实事办理情况的通报"),
    (f"养老服务工作总结\n奉节县民政局\n{BODY}", "养老服务工作总结"),
    (f"民生暖\n奉节县打开新格局\n{BODY}", "奉节县打开新格局"),
    (BODY, None),
]


@pytest.mark.parametrize(("raw", "title"), TITLES)
def test_titles(raw: str, title: str | None) -> None:
    assert read_text(raw, "a.txt").title == title


SOURCES = [
    (f"某县新增托位\n某县民政局 2024-03-02\n\n{BODY}", "某县民政局"),
    (f"某县新增托位\n某县统计局\u30002024年3月2日\n\n{BODY}", "某县统计局"),
    (f"某县新增托位\n某某日报 2024-03-02 A1版\u3000记者 张三\n\n{BODY}", "某某日报"),
    (f"某县新增托位\n来源：某某日报 编辑：张三\n{BODY}", "某某日报"),
    (f"当前报纸名称:攀枝花日报\n某县新增托位\n{BODY}", "攀枝花日报"),
    (f"{BODY}\n（文章来源：绵阳日报）", "绵阳日报"),
    (f"{BODY}来源：山西晚报返回某网，查看更多", "山西晚报"),
    (f"新华社南京8月8日电（记者张三）{BODY}", "新华社"),
    (f"四川在线记者 张三{BODY}", "四川在线"),
    (f"【深圳商报讯】（记者 张三）{BODY}", "深圳商报"),
    (f"本报讯（沈阳日报记者 张三）{BODY}", "沈阳日报"),
    (f"新京报讯（记者张三）{BODY}", "新京报"),
    (f"本报讯（记者 张三）{BODY}", None),
    (BODY, None),
]


@pytest.mark.parametrize(("raw", "source"), SOURCES)
def test_sources(raw: str, source: str | None) -> None:
    document = read_text(raw, "a.txt")
    assert document.source == source
    assert ("source" in document.provenance) is (source is not None)


def test_addresses() -> None:
    assert read_text(f"{BODY}\n\n<https://example.cn/a.html>", "a.txt").url == "https://example.cn/a.html"
    assert read_text(f"---\nurl: https://example.cn/b\n---\n{BODY}", "a.txt").url == "https://example.cn/b"
    assert read_text(BODY, "a.txt").url is None
