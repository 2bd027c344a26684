"""Tables as lists print them: what parts the cells of a row, and what the head of a column says it holds."""

from __future__ import annotations

import re
from typing import Final, Literal

__all__ = ["CELLS_LINE", "COLUMNS", "RULE_LINE", "Role"]

Role = Literal[
    "ordinal", "tier", "category", "title", "unit", "person", "post", "gender", "ethnicity", "note"
]

CELLS_LINE: Final = re.compile(r"\t|[|｜│┃]")
"""What parts the cells of a row: a tab, or a bar."""

RULE_LINE: Final = re.compile(r"[\s|｜│┃+\-—─━═:：┌┐└┘├┤┬┴┼]+")
"""A line that only draws the table."""

COLUMNS: Final[tuple[tuple[Role, re.Pattern[str]], ...]] = (
    ("ordinal", re.compile("序号|编号|序|号|No\\.?|排名|名次")),
    ("gender", re.compile("性别")),
    ("ethnicity", re.compile("民族")),
    (
        "person",
        re.compile(
            "(?:获奖者?|受表彰)?(?:人员|个人)?(?:姓名|名字)|获奖人员?|作者(?:姓名)?|(?:主要)?完成人员?|申报人|负责人"
        ),
    ),
    ("post", re.compile("(?:现任|工作)?职务(?:[/／、或及]?职称)?|职称|岗位|职业")),
    (
        "tier",
        re.compile(
            "(?:获?奖项?)?(?:等级|等次|奖次|奖级|级别)|(?:获得|所获)?(?:奖项|荣誉|称号)(?:名称)?|获奖情况"
        ),
    ),
    (
        "category",
        re.compile(
            "类别|类型|组别|领域|行业|地区|区域|(?:所属|所在)?(?:区县|市州|市[（(]州[)）]|县区|县[（(]市、?区[)）]|区|县|市|系统)"
        ),
    ),
    (
        "unit",
        re.compile(
            "(?:(?:获奖|受表彰|申报|完成|所在|工作|参赛|主要完成|承担|实施|创建|建设|企业|集体|组织|作者|工会)?(?:单位|集体|企业|组织|机构|班组|部门)(?:（人）|\\(人\\))?(?:名称|全称)?(?:及职务)?|工会名称|名称|获奖者)"
        ),
    ),
    (
        "title",
        re.compile(
            "(?:获奖|成果|案例|项目|作品|品牌|课题|论文|提案|参赛|创新|经验|做法|活动|建议)+(?:名称|题目|标题|案例|项目|作品|成果)?|题目|标题|篇名|名称"
        ),
    ),
    ("unit", re.compile(r".{1,6}(?:名称|全称)")),
    (
        "note",
        re.compile(
            "推荐单位|选送单位|报送单位|备注|说明|附注|(?:指导|辅导|带队)(?:教师|老师|人|者)?(?:姓名)?|教练员?|领队|成绩|得分|分数|总分|年龄|学历|政治面貌|出生年月|籍贯|参赛项目|工种|联系(?:人|电话)|电话"
        ),
    ),
)
"""What a column holds, by its head; the first that fits the whole head wins."""
