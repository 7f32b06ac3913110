"""Which figures are one house's and which a region's, though both are called the same."""

import pytest

from briefing.documents import read_text
from briefing.extraction.questions import asked
from briefing.model import Relevance

HEAD = "桐乡市民生报道\n桐乡市人民政府网 2025-02-21 来源:桐乡市政府\n"
TAIL = "\n全市养老机构床位2380张，全市城镇新增就业6120人，参保率99%，全市托位1008个，全市执业医师1242人。"

HOUSES = [
    # one hospital, school or home, as the subject of the clause or of the one before
    ("市人民医院去年门急诊量58.4万人次，床位使用率81.2%。", [True, True]),
    ("濮院中心卫生院现有执业(助理)医师46人。", [True]),
    ("高桥街道一家公办托育园开园两年，现有托位180个。", [True]),
    ("市第一人民医院成功创建三级医院，开放床位800张，年门诊量突破50万人次。", [True, True]),
    ("市一中校长王强介绍，该校今年招收高一新生1200人，现有教学班62个，教职工312人。", [True, True, True]),
    ("床位紧张的市人民医院新院区已启用，开放病床860张。", [True]),
    ("洲泉镇敬老院入住老人86人，床位120张。", [True, True]),
    ("市图书馆藏书57.4万册，接待读者12万人次。", [True, True]),
    ("新建市妇幼保健院，新增床位300张，每千人口床位6.9张。", [True, False]),
    ("第二中学在校学生2100人。", [True]),
    # the region's, of one kind of houses or of all that live there
    ("市第一人民医院成功创建三级医院，县域内就诊率达到91.2%，家庭医生签约36.4万人。", [False, False]),
    ("市人民医院牵头组建医共体，全市门急诊量120万人次。", [False]),
    ("市人民医院与乡镇卫生院组建医共体，乡镇卫生院门诊量30万人次。", [False]),
    ("全市公立医院床位使用率81.2%，乡镇卫生院床位使用率60%。", [False, False]),
    ("医疗卫生机构床位2318张，其中医院1800张、乡镇卫生院400张。", [False, False, False]),
    ("公办幼儿园在园幼儿8326人，民办幼儿园在园幼儿3000人。", [False, False]),
    ("普通高中在校学生8326人，中等职业学校在校学生2100人。", [False, False]),
    ("全市义务教育学校在校学生11.2万人，小学在校学生7万人。", [False, False]),
    ("三级医院门诊量120万人次，县级公立医院门诊量90万人次。", [False, False]),
    ("公共图书馆藏书57.4万册。", [False]),
    ("市人民医院、市中医院共有床位1200张。", [False]),
    ("高中招生8600人，初中招生1.02万人。", [False, False]),
]


@pytest.mark.parametrize(("text", "of_one"), HOUSES, ids=[row[0] for row in HOUSES])
def test_what_one_house_has_is_no_statistic_of_its_region(text: str, of_one: list[bool]) -> None:
    figures = [f for f in asked(read_text(HEAD + text + TAIL, "a.txt")) if f.sentence.passage.text == text]
    assert [figure.answers["relevance"].value is Relevance.SINGLE for figure in figures] == of_one
