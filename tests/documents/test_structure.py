"""Blocks into paragraphs: kinds, and paragraphs that columns and pictures cut."""

from __future__ import annotations

import pytest

from briefing.documents import read_text
from briefing.documents.structure import is_furniture
from briefing.model import Document, ParagraphKind

LONG = "全县把托育服务列入民生实事，统筹财政资金，新建公办托育机构。两年来成效明显。"
WRAPPED = """全县把托育服务列入民生实事项目
清单，统筹财政资金，新建公办托
育机构十二家，新增托位三百五十
个，惠及群众"""


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(part.kind.value, part.text) for part in document.paragraphs]


FURNITURE = [
    "首页 走进某县 政务公开 互动交流",
    "您现在的位置: 首页 >> 今日要闻 >> 教育",
    "【打印本页】 【关闭】",
    "上一篇 下一篇",
    "日期:11-05",
    "字号:",
    "版面:第04版:今日某区       上一篇    下一篇",
    "2026-01-26",
    "星期一",
    "2024年3月5日 10:21",
    "某县门户网站 2024-04-23 来源:某某日报",
    "主办:某县人民政府",
    "便民服务热线:12345",
    "办公室联系电话:028-12345678",
    "蜀ICP备12345678号-1",
    "川公网安备 51000002000000号",
    "（文章来源：某某日报）",
    "（责任编辑：张三）",
    "[返回首页](//example.cn/)｜[返回列表](//example.cn/l)",
    "https://example.cn/a.html",
    "□ 张三",
    "□张三 李四市融媒体中心记者 王五",
    "全媒体记者 张三 李四/文 王五/图",
    "张三 李四 图片由县委宣传部提供",
    "返回某网，查看更多",
    "※※※※",
    "第04版：要闻",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_page_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "着力建设养老托育服务体系",
        "全县现有养老机构11个、床位811张。",
        "记者从县卫健局获悉，新增托位350个。",
        "每千人口拥有托位4.5个",
        "2024年，全县新增学位1200个。",
        "城镇新增就业1.08万人，",
        "医疗卫生机构89家",
    ],
)
def test_what_a_text_says_is_no_furniture(line: str) -> None:
    assert not is_furniture(line)


@pytest.mark.parametrize(
    ("raw", "joined"),
    [
        # a column cut in a word, before a measure word, after a numeral, at a comma
        (f"{LONG}全年达成就业意向7万\n\n余人次，成效显著。", "意向7万余人次"),
        (f"{LONG}推动教育高质\n\n量发展，新增学位500个。", "高质量发展"),
        (f"{LONG}县卫健局有关负\n\n责人说，服务更好了。", "有关负责人说"),
        ("全县把托育服务列入民生实事，\n\n新建机构12家。", "实事，新建机构12家"),
        # a caption between the halves
        (f"{LONG}提升了服务能\n\n图为活动现场。\n\n力，惠及3000人。", "服务能力，惠及"),
        (f"{LONG}提升了服务能\n\n\n\n敬老院里的午餐\n\n力，惠及3000人。", "服务能力，惠及"),
        # inside a number
        ("全县参保人数19. 3\n万人。", "19. 3万人"),
        ("全县教育优先，新建公办幼儿园1\n2所。", "幼儿园12所"),
        ("全县就业形势稳定，报销比例达7\n5%。", "达75%"),
        # lines broken at a fixed width
        (WRAPPED, "公办托育机构"),
    ],
)
def test_cut_paragraphs_are_joined(raw: str, joined: str) -> None:
    document = read_text(raw, "a.txt")
    part = next(part for part in document.paragraphs if joined in part.text)
    assert part.kind is ParagraphKind.BODY
    at = part.text.index(joined)
    start, end = part.raw_span(at, at + len(joined))
    assert raw[start] == joined[0] and raw[end - 1] == joined[-1]


@pytest.mark.parametrize(
    "raw",
    [
        f"{LONG}\n\n着力建设托育体系\n\n{LONG}",  # a heading between complete paragraphs
        f"{LONG}\n{LONG}",
        f"{LONG}服务能力得到提升\n\n近日，又一批机构投用。",  # a full stop forgotten, the next begins anew
        f"　　{LONG}服务能力得到提升\n　　又一批机构投用，群众满意。\n　　{LONG}",
        "新建幼儿园12\n3所小学",
        "附件1\n2个文件",
        f"一、{LONG}还需努力\n\n二、{LONG}",
    ],
)
def test_whole_paragraphs_stay_apart(raw: str) -> None:
    document = read_text(raw, "a.txt")
    assert len(document.paragraphs) == len([line for line in raw.split("\n") if line])


def test_headings_captions_and_furniture_are_told_apart() -> None:
    raw = (
        "某县公共服务提质增效\n\n2024-05-06 来源：某县融媒体中心\n\n小区里的新食堂。\n\n□ 张三\n\n"
        f"{LONG}\n\n着力建设托育体系\n\n{LONG}\n\n\n\n天恩敬老院\n\n更好守护健康\n\n{LONG}\n\n网站地图 | 关于我们"
    )
    found = [kind for kind, _ in kinds(read_text(raw, "a.txt"))]
    assert found == [
        "heading",
        "furniture",
        "caption",
        "furniture",
        "body",
        "heading",
        "body",
        "caption",
        "heading",
        "body",
        "furniture",
    ]


def test_a_heading_glued_by_wide_space_is_cut_off() -> None:
    document = read_text(f"优化养老服务供给    {LONG}", "a.txt")
    assert kinds(document) == [("heading", "优化养老服务供给"), ("body", LONG)]


def test_one_line_texts_fall_into_paragraphs_at_the_spaces() -> None:
    raw = "2023-07-23 22:29，正文：　　本报讯（记者　张三）新增托位350个。   第二段有学位1200个。 第三段。"
    raw += "返回某网，查看更多责任编辑："
    assert kinds(read_text(raw, "a.txt")) == [
        ("furniture", "2023-07-23 22:29，正文："),
        ("body", "本报讯（记者 张三）新增托位350个。"),
        ("body", "第二段有学位1200个。"),
        ("body", "第三段。"),
        ("furniture", "返回某网，查看更多责任编辑："),
    ]


def test_the_title_of_a_reposted_article_is_cut_off() -> None:
    raw = "2023-08-11 11:54，正文：原标题：某县新增托位350个 惠及千家近日，某县卫健局通报，新增托位350个。"
    assert kinds(read_text(raw, "a.txt"))[2:] == [
        ("heading", "某县新增托位350个 惠及千家"),
        ("body", "近日，某县卫健局通报，新增托位350个。"),
    ]
    repeated = "正文：原标题：某县新增托位350个某县新增托位350个 县卫健局通报。"
    assert kinds(read_text(repeated, "a.txt"))[2:] == [
        ("heading", "某县新增托位350个"),
        ("body", "县卫健局通报。"),
    ]


def test_a_block_printed_twice_is_kept_twice() -> None:
    document = read_text(f"{LONG}\n\n中间一段，讲别的事情。\n\n{LONG}", "a.txt")
    assert [part.text for part in document.paragraphs].count(LONG) == 2
