"""DOCX: the ordinals that Word makes, what it shows and what it hides, and packages of other kinds than the usual one."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

import documents
from uniongraph import sources
from uniongraph.errors import SourceError
from uniongraph.sources import docx, ordinals

if TYPE_CHECKING:
    from pathlib import Path


def lines_of(data: bytes) -> list[str]:
    return docx.extract(data, "a.docx").split("\n")[:-1]


# ---------------------------------------------------------------------------------------------- numbers

# a form of numbers, and what is printed for them; a star where LibreOffice prints the same (it knows not all of Word's
# forms and reads some as others), else as ECMA-376 17.18.59 and Microsoft's notes on it (MS-OI29500, MS-DOCX 2.4) say
FORMS: dict[str, dict[int, str]] = {
    "decimal *": {1: "1", 10: "10", 120: "120"},
    "decimalZero *": {1: "01", 9: "09", 10: "10", 120: "120"},
    "decimalHalfWidth *": {1: "1", 12: "12"},
    "upperRoman *": {1: "I", 4: "IV", 9: "IX", 14: "XIV", 40: "XL", 90: "XC", 400: "CD", 1999: "MCMXCIX"},
    "lowerRoman *": {3: "iii", 8: "viii", 49: "xlix"},
    "upperLetter *": {1: "A", 26: "Z", 27: "AA", 28: "BB", 53: "AAA"},
    "lowerLetter *": {1: "a", 26: "z", 52: "zz", 54: "bbb"},
    "ordinal *": {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 11: "11th", 12: "12th", 21: "21st", 113: "113th"},
    "chineseCountingThousand *": {
        **{1: "一", 10: "十", 11: "十一", 20: "二十", 21: "二十一", 100: "一百", 101: "一百零一", 110: "一百一十"},
        **{111: "一百一十一", 1001: "一千零一", 1010: "一千零一十", 1100: "一千一百", 9999: "九千九百九十九"},
    },
    "japaneseCounting *": {1: "一", 10: "十", 19: "十九", 20: "二十"},
    "taiwaneseCountingThousand *": {1: "一", 12: "十二", 30: "三十", 105: "一百零五"},
    "chineseLegalSimplified *": {1: "壹", 3: "叁", 10: "壹拾", 21: "贰拾壹", 101: "壹佰零壹"},
    "ideographLegalTraditional *": {2: "貳", 13: "壹拾參", 120: "壹佰貳拾"},
    "ideographTraditional *": {1: "甲", 10: "癸", 11: "11"},
    "ideographZodiac *": {1: "子", 12: "亥", 13: "13"},
    "decimalEnclosedCircle *": {1: "①", 10: "⑩", 20: "⑳"},
    "decimalEnclosedCircleChinese *": {1: "①", 10: "⑩"},
    "none *": {1: "", 7: ""},
    # LibreOffice prints one of its own forms for these
    "chineseCounting": {1: "一", 10: "十", 25: "二十五", 99: "九十九", 100: "一○○", 105: "一○五"},
    "taiwaneseCounting": {9: "九", 18: "十八", 100: "一○○"},
    "ideographDigital": {1: "一", 10: "一〇", 21: "二一", 100: "一〇〇"},
    "japaneseDigitalTenThousand": {3: "三", 10: "一〇"},
    "taiwaneseDigital": {3: "三", 10: "一○"},
    "ideographEnclosedCircle": {1: "㈠", 3: "㈢", 10: "㈩", 11: "11"},
    "decimalEnclosedFullstop": {1: "⒈", 20: "⒛", 21: "21"},
    "decimalEnclosedParen": {1: "⑴", 20: "⒇"},
    "decimalFullWidth": {1: "１", 10: "１０"},
    "decimalFullWidth2": {2: "２", 35: "３５"},
    "numberInDash": {1: "- 1 -"},
    "hex": {9: "9", 10: "A", 255: "FF"},
    "001": {1: "001", 27: "027", 1000: "1000"},
    "koreanCounting": {1: "1", 12: "12"},
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_a_number_is_printed_in_its_form(form: str) -> None:
    """Forms that no Chinese document uses are printed in Arabic digits."""
    expected = FORMS[form]
    assert {number: ordinals.printed(number, form.removesuffix(" *")) for number in expected} == expected


def levels_xml(*levels: str, number: int = 90) -> str:
    """Return the definition of a list with these levels, each the XML inside a w:lvl."""
    shown = "".join(f'<w:lvl w:ilvl="{depth}">{level}</w:lvl>' for depth, level in enumerate(levels))
    return f'<w:abstractNum w:abstractNumId="{number}">{shown}</w:abstractNum>'


def level(text: str, form: str = "decimal", more: str = "") -> str:
    """Return the XML inside a w:lvl."""
    return f'<w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/>'


def numbered(depth: int, words: str, number: int = 90) -> str:
    """Return a paragraph at a level of a list."""
    place = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{place}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def styled(style: str, words: str, more: str = "") -> str:
    """Return a paragraph of a style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>'


LIST = '<w:num w:numId="90"><w:abstractNumId w:val="90"/></w:num>'
AGAIN = (
    '<w:num w:numId="91"><w:abstractNumId w:val="90"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
)
STYLES = (
    '<w:style w:type="paragraph" w:styleId="Tier"><w:name w:val="Tier"/><w:pPr><w:numPr><w:numId w:val="90"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Case"><w:name w:val="Case"/><w:basedOn w:val="Tier"/>'
    '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heir"><w:name w:val="Heir"/><w:basedOn w:val="Tier"/></w:style>'
)
OFF = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
CUSTOM = (
    '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice>'
    '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    '<w:suff w:val="space"/><w:lvlText w:val="%1"/>'
)
# the lists and styles of a document, its body, and its lines
NUMBERED: dict[str, tuple[str, str, str, list[str]]] = {
    "levels in one text": (
        levels_xml(level("%1"), level("%1.%2"), level("%1.%2.%3")) + LIST, "",
        numbered(0, "甲") + numbered(1, "乙") + numbered(2, "丙") + numbered(2, "丁") + numbered(0, "戊") + numbered(2, "己"),
        ["1甲", "1.1乙", "1.1.1丙", "1.1.2丁", "2戊", "2.1.1己"],
    ),
    "legal": (
        levels_xml(level("第%1章", "chineseCounting"), level("%1.%2", more="<w:isLgl/>")) + LIST, "",
        numbered(0, "甲") + numbered(1, "乙"), ["第一章甲", "1.1乙"],
    ),
    "a list begun anew": (
        levels_xml(level("%1.")) + LIST + AGAIN.format(start=1), "",
        numbered(0, "甲") + numbered(0, "乙") + numbered(0, "丙", 91) + numbered(0, "丁", 91),
        ["1.甲", "2.乙", "1.丙", "2.丁"],
    ),
    "a list begun at seven": (
        levels_xml(level("%1.")) + LIST + AGAIN.format(start=7), "",
        numbered(0, "甲", 91) + numbered(0, "乙", 91), ["7.甲", "8.乙"],
    ),
    "a list that goes on": (
        levels_xml(level("%1.")) + LIST, "",
        numbered(0, "甲") + styled("Normal", "乙") + numbered(0, "丙"), ["1.甲", "乙", "2.丙"],
    ),
    "a level of its own": (
        levels_xml(level("%1."))
        + f'<w:num w:numId="90"><w:abstractNumId w:val="90"/><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0">{level("（%1）", "chineseCounting")}'
        "</w:lvl></w:lvlOverride></w:num>", "",
        numbered(0, "甲"), ["（一）甲"],
    ),
    "a level that never restarts": (
        levels_xml(level("%1"), level("（%2）", more='<w:lvlRestart w:val="0"/>')) + LIST, "",
        numbered(0, "甲") + numbered(1, "乙") + numbered(0, "丙") + numbered(1, "丁"),
        ["1甲", "（1）乙", "2丙", "（2）丁"],
    ),
    "through styles": (
        levels_xml(level("%1、", "chineseCounting"), level("%2.", more='<w:pStyle w:val="Case"/>')) + LIST, STYLES,
        styled("Tier", "甲") + styled("Case", "乙") + styled("Case", "丙") + styled("Heir", "丁") + styled("Tier", "戊", OFF),
        ["一、甲", "1.乙", "2.丙", "二、丁", "戊"],
    ),
    "bullets": (levels_xml(level("•", "bullet")) + LIST, "", numbered(0, "甲"), ["甲"]),
    "no number, only words": (levels_xml(level("附件", "none")) + LIST, "", numbered(0, "甲"), ["附件甲"]),
    "a deeper level in the text": (levels_xml(level("%1.%2")) + LIST, "", numbered(0, "甲"), ["甲"]),
    "a form of Word's own": (levels_xml(CUSTOM) + LIST, "", numbered(0, "甲") + numbered(0, "乙"), ["001 甲", "002 乙"]),
    "a list that is not there": ("", "", numbered(0, "甲", 77), ["甲"]),
}  # fmt: skip


@pytest.mark.parametrize("case", NUMBERED)
def test_ordinals_are_those_that_word_shows(case: str) -> None:
    """Levels, styles, lists begun anew: counted over the whole document."""
    numbering, styles, body, expected = NUMBERED[case]
    assert lines_of(documents.docx_of(body, numbering=numbering, styles=styles)) == expected


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_prints_the_same_numbers(tmp_path: Path) -> None:
    """Every starred form, and the lists whose rules LibreOffice keeps, converted to text by it."""
    lists, body, expected = "", "", []
    for number, (form, printed) in enumerate(
        ((form, each) for form, each in FORMS.items() if form.endswith(" *")), start=100
    ):
        for place, (value, text) in enumerate(printed.items()):
            key = number * 100 + place
            shown = level("[%1]", form.removesuffix(" *")).replace('"1"', f'"{value}"', 1)
            lists = levels_xml(shown, number=key) + lists
            lists += f'<w:num w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>'
            body += numbered(0, f"@{form}", key)
            expected.append(f"[{text}]@{form}")
    (tmp_path / "a.docx").write_bytes(documents.docx_of(body, numbering=lists))
    assert libreoffice_lines(tmp_path) == expected
    for case in ("levels in one text", "a list begun anew", "a list that goes on", "through styles"):
        numbering, styles, body, lines = NUMBERED[case]
        (tmp_path / "a.docx").write_bytes(documents.docx_of(body, numbering=numbering, styles=styles))
        assert libreoffice_lines(tmp_path) == lines


def libreoffice_lines(folder: Path) -> list[str]:
    """Return the lines of a.docx in a folder as LibreOffice prints them, without what it sets them in by."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "a.docx"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)
    text = (folder / "a.txt").read_text("utf-8-sig")
    return [line.replace(" ", "") if "@" not in line else "@".join(map(str.strip, line.split("@", 1))) for line in text.splitlines()]  # fmt: skip


# ---------------------------------------------------------------------------------------------- what is shown


def run(words: str, properties: str = "") -> str:
    return f"<w:r>{properties and f'<w:rPr>{properties}</w:rPr>'}<w:t>{words}</w:t></w:r>"


def par(*runs: str, properties: str = "") -> str:
    return f"<w:p>{properties and f'<w:pPr>{properties}</w:pPr>'}{''.join(runs)}</w:p>"


def cell(*blocks: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(blocks)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr>{properties and f'<w:trPr>{properties}</w:trPr>'}{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def cells(*words: str) -> str:
    return row(*(cell(par(run(each))) for each in words))


BOX = "<w:txbxContent>" + par(run("框一")) + par(run("框二")) + "</w:txbxContent>"
HIDDEN = (
    '<w:style w:type="character" w:styleId="Note"><w:name w:val="Note"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Seen"><w:name w:val="Seen"/><w:basedOn w:val="Note"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Gone"><w:name w:val="Gone"/><w:basedOn w:val="Lost"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Lost"><w:name w:val="Lost"/><w:basedOn w:val="Gone"/><w:rPr><w:vanish/></w:rPr></w:style>'
)
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
# the body of a document, and its lines
BODIES: dict[str, tuple[str, list[str]]] = {
    "tabs and hyphens": (
        par("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:softHyphen/><w:t>丙</w:t><w:noBreakHyphen/><w:t>丁</w:t></w:r>"),
        ["甲\t乙丙-丁"],
    ),
    "moved": (par("<w:moveFrom>" + run("乙") + "</w:moveFrom>", "<w:moveTo>" + run("甲") + "</w:moveTo>"), ["甲"]),
    "a deleted end of line": (par(run("甲"), properties="<w:rPr><w:del/></w:rPr>") + par(run("乙")) + par(run("丙")), ["甲乙", "丙"]),
    "a hidden end of line": (par(run("甲"), properties="<w:rPr><w:vanish/></w:rPr>") + par(run("乙")), ["甲乙"]),
    "a hidden paragraph": (par(run("乙", "<w:vanish/>"), properties="<w:rPr><w:vanish/></w:rPr>") + par(run("甲")), ["甲"]),
    "hidden by style": (
        par(run("甲"), run("乙", '<w:rStyle w:val="Note"/>'), run("丙", '<w:rStyle w:val="Seen"/>')) + styled("Gone", "丁"),
        ["甲丙", ""],
    ),
    "not hidden": (par(run("甲", '<w:vanish w:val="false"/>')), ["甲"]),
    "a text box in both forms": (
        par(
            run("甲"),
            f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{BOX}</w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback></mc:AlternateContent></w:r>",
            run("乙"),
        ),
        ["甲乙", "框一", "框二"],
    ),
    "only the older form of a box": (
        par(f"<w:r><mc:AlternateContent><mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"),
        ["", "框一", "框二"],
    ),
    "a field in a field": (
        par(FIELD.format("begin"), "<w:r><w:instrText>IF</w:instrText></w:r>", FIELD.format("begin"), run("乙"),
            FIELD.format("separate"), run("丙"), FIELD.format("end"), FIELD.format("separate"), run("甲"), FIELD.format("end"))
        + par('<w:fldSimple w:instr="DATE">' + run("丁") + "</w:fldSimple>"),
        ["甲", "丁"],
    ),
    "a field that never ends": (par(FIELD.format("begin"), run("乙")) + par(run("甲")), ["", "甲"]),
    "content controls": (
        "<w:sdt><w:sdtPr><w:alias w:val='乙'/></w:sdtPr><w:sdtContent>" + par(run("甲"))
        + table("<w:sdt><w:sdtContent>" + cells("一", "二") + "</w:sdtContent></w:sdt>") + "</w:sdtContent></w:sdt>"
        + par("<w:sdt><w:sdtContent>" + run("丙") + "</w:sdtContent></w:sdt>", "<w:smartTag>" + run("丁") + "</w:smartTag>"),
        ["甲", "一\t二", "丙丁"],
    ),
    "pronunciation": (
        par("<w:r><w:ruby><w:rt>" + run("jiǎ") + "</w:rt><w:rubyBase>" + run("甲") + "</w:rubyBase></w:ruby></w:r>"), ["甲"],
    ),
    "a formula": (
        par(run("甲"), '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>x</m:t></m:r></m:oMath>'),
        ["甲x"],
    ),
    "a cell over columns": (
        table(row(cell(par(run("甲")), properties='<w:gridSpan w:val="2"/>'), cell(par(run("乙")))), cells("一", "二", "三")),
        ["甲\t乙", "一\t二\t三"],
    ),
    "a row that begins later": (
        table(cells("甲", "乙", "丙"), row(cell(par(run("一"))), cell(par(run("二"))), properties='<w:gridBefore w:val="1"/>')),
        ["甲\t乙\t丙", "\t一\t二"],
    ),
    "a deleted row": (table(cells("甲", "乙"), row(cell(par(run("丙"))), cell(par(run("丁"))), properties="<w:del/>")), ["甲\t乙"]),
    "a table in a cell": (
        table(row(cell(par(run("甲"))), cell(table(cells("一", "二"), cells("三", "四")), par()))), ["甲\t一  二  三  四"],
    ),
    "two lines and a tab in a cell": (
        table(row(cell(par(run("甲")), par("<w:r><w:t>乙</w:t><w:tab/><w:t>丙</w:t></w:r>")), cell(par(run("丁"))))),
        ["甲  乙  丙\t丁"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BODIES)
def test_a_document_is_what_word_shows(case: str) -> None:
    """What was struck out or hidden is not read, what stands in two forms is read once."""
    body, expected = BODIES[case]
    assert lines_of(documents.docx_of(body, styles=HIDDEN)) == expected


def test_notes_follow_and_headers_are_left_out() -> None:
    """Foot- and endnotes stand after the last line, without the separators; headers and footers are not of the text."""
    notes = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>线</w:t></w:r></w:p></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/><w:t>按姓氏笔画排序</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    body = par(run("甲"), '<w:r><w:footnoteReference w:id="2"/></w:r>') + par(run("乙"))
    data = documents.docx_of(body, header="页眉", parts={"footnotes": notes})
    assert lines_of(data) == ["甲", "乙", "按姓氏笔画排序"]


# ---------------------------------------------------------------------------------------------- packages

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def changed(data: bytes, old: str, new: str) -> bytes:
    """Return a package with one text put for another in all its parts of XML."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
        for part in source.namelist():
            content = source.read(part)
            is_text = part.endswith((".xml", ".rels"))
            target.writestr(part, content.replace(old.encode(), new.encode()) if is_text else content)
    return made.getvalue()


@pytest.mark.parametrize(
    "kind",
    [
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    ],
)
def test_templates_and_documents_with_macros_are_read(kind: str) -> None:
    """Their text is that of any other, and no macro is run."""
    assert lines_of(changed(documents.as_docx(["甲"]), MAIN, kind)) == ["甲"]


def test_strict_open_xml_is_read() -> None:
    """Word's “Strict Open XML Document” has other names for its relations and elements."""
    data = documents.as_docx(["甲", [["一", "二"]]])
    for room in ("officeDocument/2006", "wordprocessingml/2006"):
        kind = room.partition("/")[0]
        data = changed(
            data, f"http://schemas.openxmlformats.org/{room}", f"http://purl.oclc.org/ooxml/{kind}"
        )
    assert lines_of(data) == ["甲", "一\t二"]


def test_what_stands_in_another_document_is_not_left_out_in_silence() -> None:
    """A part that Word would take in when it opens the document is not read, and so nothing is."""
    with pytest.raises(SourceError, match=r"^a.docx: takes in another document \(w:altChunk\)"):
        docx.extract(documents.docx_of(par(run("甲")) + '<w:altChunk r:id="rId9"/>'), "a.docx")


@pytest.mark.parametrize("deep", [60, 120])
def test_a_document_nested_without_end_is_refused(deep: int) -> None:
    """No document has a hundred controls in one another; the parser of XML itself stops at 256 elements."""
    inner = "<w:sdt><w:sdtContent>" * deep + par(run("甲")) + "</w:sdtContent></w:sdt>" * deep
    data = changed(documents.docx_of(par(run("甲"))), "<w:body>", f"<w:body>{inner}")
    with pytest.raises(SourceError, match="nested deeper than any document has"):
        docx.extract(data, "a.docx")


def test_a_text_is_read_whatever_its_suffix(tmp_path: Path) -> None:
    """The first bytes say what a file is."""
    for name in ("a.doc", "a.pdf", "a.txt", "a.html"):
        path = tmp_path / name
        path.write_bytes(documents.as_docx(["甲"]))
        assert sources.read(path).media_type.endswith("wordprocessingml.document")
