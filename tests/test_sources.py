"""From a file to a text: nothing cleaned, every offset true, and one sentence for every file that is no text."""

from __future__ import annotations

import hashlib
import os
import socket
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uniongraph import files, sources
from uniongraph.builder import plan
from uniongraph.errors import SourceError
from uniongraph.model import Span
from uniongraph.sources import folder

DECISION = files.folder("data") / "decisions" / "hugongzongji-2018-133.txt"
SHA256 = "bee60c84509c139e7f7e91ce4d387f43a7aa9359a1cd61a87f9293c726d50875"
SHARED = Path(__file__).parents[2] / "shared" / "data" / DECISION.name

SHORT = "临江市总工会文件\n\n临江市总工会关于表彰先进集体的决定\n"
LONG = SHORT + "为弘扬劳模精神，市总工会决定，授予“高速转子”等3项成果一等奖。\n" * 20
TRADITIONAL = (
    "臨江市總工會文件\n\n臨江市總工會關於表彰先進單位的決定\n各縣總工會:\n授予三項成果一等獎,現予以表彰。\n"
)


def written(folder: Path, data: bytes) -> Path:
    path = folder / "decision.txt"
    path.write_bytes(data)
    return path


# ---------------------------------------------------------------------------------------------- the shipped decision


def test_the_shipped_decision_is_the_one_that_was_handed_over() -> None:
    """Its bytes have the hash on which every offset, correction and link rests."""
    text = sources.read(DECISION)
    assert text.sha256 == SHA256 == hashlib.sha256(DECISION.read_bytes()).hexdigest()
    assert (text.size, len(text.content), len(text.lines)) == (9496, 3590, 286)
    assert (text.encoding, text.media_type, text.name) == ("utf-8", "text/plain", str(DECISION))


def test_the_shipped_decision_equals_the_original_byte_for_byte() -> None:
    """Where the original lies beside the checkout, not a byte differs."""
    if not SHARED.is_file():
        pytest.skip(f"the original is not here: {SHARED}")
    assert DECISION.read_bytes() == SHARED.read_bytes()


# ---------------------------------------------------------------------------------------------- encodings

# how the file is written, and what the text says its encoding is
ENCODINGS = [
    ("utf-8", "utf-8"),
    ("utf-8-sig", "utf-8"),
    ("gb18030", "gb18030"),
    ("gbk", "gb18030"),
    ("utf-16", "utf-16"),
    ("utf-16-le", "utf-16-le"),
    ("utf-16-be", "utf-16-be"),
    ("utf-32", "utf-32"),
]


@pytest.mark.parametrize(
    "content", [SHORT, LONG, DECISION.read_text("utf-8")], ids=["short", "long", "shipped"]
)
@pytest.mark.parametrize(("encoding", "found"), ENCODINGS)
def test_an_encoding_is_found_and_the_characters_are_the_same(
    tmp_path: Path, content: str, encoding: str, found: str
) -> None:
    """The same decision in any encoding gives the same characters, so the same offsets; only the bytes differ."""
    data = content.encode(encoding)
    text = sources.read(written(tmp_path, data))
    assert text.content == content
    assert text.encoding == found
    assert (text.size, text.sha256) == (len(data), hashlib.sha256(data).hexdigest())


@pytest.mark.parametrize(("mark", "encoding"), [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")])
def test_a_byte_order_mark_is_no_character(tmp_path: Path, mark: bytes, encoding: str) -> None:
    """Offset 0 is the first character behind the mark, whichever way round the bytes are."""
    text = sources.read(written(tmp_path, mark + SHORT.encode(encoding)))
    assert (text.content, text.encoding) == (SHORT, "utf-16")


def test_big5_is_found(tmp_path: Path) -> None:
    """A decision in traditional characters may be kept in Big5."""
    text = sources.read(written(tmp_path, TRADITIONAL.encode("big5")))
    assert (text.content, text.encoding) == (TRADITIONAL, "big5")


def test_nothing_is_cleaned(tmp_path: Path) -> None:
    """Wide spaces, marks of no width, tabs and spaces at line ends stay: offsets count them."""
    content = "\u3000\u3000临江市总工会 \t\n\u200b关于\u00a0表彰  的决定\ufeff\n\n"
    assert sources.read(written(tmp_path, content.encode())).content == content


# ---------------------------------------------------------------------------------------------- lines and offsets

# the text, and its lines with the offsets they begin and end at
LINES = [
    ("甲\n乙", [("甲", 0, 1), ("乙", 2, 3)]),
    ("甲\n乙\n", [("甲", 0, 1), ("乙", 2, 3)]),
    ("甲\r\n乙\r\n", [("甲", 0, 1), ("乙", 3, 4)]),
    ("甲\r乙\r", [("甲", 0, 1), ("乙", 2, 3)]),
    ("甲\n乙\r\n丙\r丁", [("甲", 0, 1), ("乙", 2, 3), ("丙", 5, 6), ("丁", 7, 8)]),
    ("\n\r\n\r甲", [("", 0, 0), ("", 1, 1), ("", 3, 3), ("甲", 4, 5)]),
    ("甲\n\n", [("甲", 0, 1), ("", 2, 2)]),
    # what ends a line elsewhere does not end one in a file
    ("甲\u2028乙\x0c丙\x85丁", [("甲\u2028乙\x0c丙\x85丁", 0, 7)]),
]


@pytest.mark.parametrize(("content", "expected"), LINES)
def test_lines_end_at_lf_cr_lf_or_cr(
    tmp_path: Path, content: str, expected: list[tuple[str, int, int]]
) -> None:
    """Lines count from 1 and hold no line end, however the ends are mixed."""
    text = sources.read(written(tmp_path, content.encode()))
    found = [(text.quote(line.span), line.span.begin, line.span.end) for line in text.lines]
    assert found == expected
    assert [line.number for line in text.lines] == list(range(1, len(expected) + 1))


# offset, line, column, the character there
POSITIONS = [
    (0, 1, 1, "第"),
    (1, 1, 2, "𠮷"),
    (2, 1, 3, "行"),
    (4, 1, 5, "\n"),
    (5, 2, 1, "二"),
    (8, 4, 1, "四"),
]


@pytest.mark.parametrize(("offset", "line", "column", "character"), POSITIONS)
def test_an_offset_counts_code_points(
    tmp_path: Path, offset: int, line: int, column: int, character: str
) -> None:
    """A character outside the basic plane (𠮷) is one, as any other; CR LF is two, on the line that it ends."""
    text = sources.read(written(tmp_path, "第𠮷行\r\n二\n\n四".encode()))
    assert text.position(offset) == (line, column)
    assert text.line_at(offset).number == line
    assert text.quote(Span(offset, offset + 1)) == character


def test_the_end_of_a_text_has_a_position_too(tmp_path: Path) -> None:
    """What is missing at the end (a list cut off) can be pointed at."""
    text = sources.read(written(tmp_path, "一行\n二行".encode()))
    assert text.position(len(text.content)) == (2, 3)


@given(st.text(alphabet="甲乙，a1 \u3000\t\n\r", min_size=1).filter(str.strip))
def test_lines_and_their_ends_are_the_whole_text(content: str) -> None:
    """Between the lines stand line ends and nothing else, and every offset falls in the line that holds it."""
    lines = sources.split(content)
    rest, begin = [], 0
    for line in lines:
        rest.append(content[begin : line.span.begin])
        begin = line.span.end
    rest.append(content[begin:])
    assert not set("".join(rest)) - {"\n", "\r"}
    assert all(
        "\n" not in content[s.begin : s.end] and "\r" not in content[s.begin : s.end]
        for s in (x.span for x in lines)
    )


# ---------------------------------------------------------------------------------------------- what is no text

CHINESE = LONG.encode()

# the bytes of the file, and what the one sentence says
REFUSED = {
    "empty": (b"", "is empty"),
    "white space only": (" \u3000\r\n\t\n".encode(), "is empty: it holds no characters but white space"),
    "a byte-order mark alone": (b"\xef\xbb\xbf", "is empty: it holds no characters but white space"),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "is a damaged PDF"),
    "DOCX": (b"PK\x03\x04\x14\x00\x06\x00\x08\x00", "is a damaged ZIP container (DOCX)"),
    "PNG": (b"\x89PNG\r\n\x1a\n", "is a picture, not a text; its characters must be recognised (OCR) first"),
    "JPEG": (
        b"\xff\xd8\xff\xe0\x00\x10JFIF",
        "is a picture, not a text; its characters must be recognised (OCR) first",
    ),
    "a program": (b"\x7fELF\x02\x01\x01" + bytes(200), "cannot be decoded"),
    "control characters": (
        "临江市\x01\x02总工会".encode(),
        "is binary: it holds control characters that no text has",
    ),
    "control characters behind a mark": ("\ufeff临\x00\x01江".encode("utf-16-le"), "is binary"),
    "every byte there is": (bytes(range(256)) * 40, "cannot be decoded"),
    "French in Latin-1": ("L'été déjà, élève à la carte. ".encode("latin-1") * 40, "cannot be decoded"),
    "a wrong byte in UTF-8": (CHINESE[:300] + b"\xff" + CHINESE[300:], "cannot be decoded"),
    "half a UTF-16 character": (
        b"\xff\xfe" + SHORT.encode("utf-16-le") + b"\x4e",
        "begins with the mark of UTF-16 but is not",
    ),
    "a false UTF-8 mark": (
        b"\xef\xbb\xbf" + SHORT.encode("gb18030"),
        "begins with the mark of UTF-8 but is not",
    ),
}


@pytest.mark.parametrize(("data", "sentence"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_text_is_refused_in_one_sentence(tmp_path: Path, data: bytes, sentence: str) -> None:
    """The sentence names the file and says what it is instead; a person knows what to do next."""
    path = written(tmp_path, data)
    with pytest.raises(SourceError) as refused:
        sources.read(path)
    assert_one_sentence(refused.value, str(path), sentence)


@pytest.mark.parametrize("cut", [1, 2])
def test_a_file_cut_in_the_middle_of_a_character_is_refused(tmp_path: Path, cut: int) -> None:
    """UTF-8 writes a Chinese character in three bytes; a file that ends after one or two of them has lost its end."""
    whole = LONG.rstrip().encode()
    path = written(tmp_path, whole[: len(whole) - 3 + cut - 3])
    with pytest.raises(SourceError) as refused:
        sources.read(path)
    assert_one_sentence(refused.value, str(path), "UTF-8 that breaks off in the middle of its last character")


def test_wherever_utf_8_is_cut_nothing_else_is_read() -> None:
    """No cut makes the bytes look like another encoding: the text is shorter, or the file is refused."""
    for end in range(1, len(CHINESE[:1500])):
        try:
            content, encoding = sources.decode(CHINESE[:end], "cut.txt")
        except SourceError:
            continue
        assert (encoding, LONG.startswith(content)) == ("utf-8", True)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """A wrong path is the commonest mistake of all."""
    with pytest.raises(SourceError) as refused:
        sources.read(tmp_path / "none.txt")
    assert_one_sentence(refused.value, str(tmp_path / "none.txt"), "no such file")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """Folders are for `build`; `read` takes one file."""
    with pytest.raises(SourceError) as refused:
        sources.read(tmp_path)
    assert_one_sentence(refused.value, str(tmp_path), "is a folder; name a file")


def test_a_file_of_50_mb_is_refused_unread(tmp_path: Path) -> None:
    """It is a hole that takes no room on the disk; no more of it is read than a decision may be long."""
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    with pytest.raises(SourceError) as refused:
        sources.read(path)
    assert_one_sentence(refused.value, str(path), "holds more than 16 MiB")


def test_a_file_of_the_greatest_length_is_read(tmp_path: Path) -> None:
    """The limit itself is allowed, one byte more is not."""
    data = b"a" * sources.MAX_BYTES
    assert sources.read(written(tmp_path, data)).size == sources.MAX_BYTES
    with pytest.raises(SourceError):
        sources.read(written(tmp_path, data + b"a"))


def test_a_device_is_refused_unopened() -> None:
    """A device says its size is 0 and never ends."""
    if not Path("/dev/zero").exists():
        pytest.skip("this system has no /dev/zero")
    with pytest.raises(SourceError, match=r"^/dev/zero: is a device and no file$"):
        sources.read("/dev/zero")


def test_what_nobody_writes_to_is_not_waited_for(tmp_path: Path) -> None:
    """A pipe without a writer and a socket are told at once, by the reader and by the builder."""
    pipe, door = tmp_path / "pipe.txt", tmp_path / "socket.txt"
    os.mkfifo(pipe)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(door))
        for read in (sources.read, plan.hash_file):
            for path, sentence in ((pipe, "is a pipe and no file"), (door, "is a socket and no file")):
                with pytest.raises(SourceError) as refused:
                    read(path)
                assert_one_sentence(refused.value, str(path), sentence)


def test_a_folder_passes_over_what_is_no_file(tmp_path: Path) -> None:
    """Below a folder a pipe with the name of a document is not read."""
    os.mkfifo(tmp_path / "pipe.txt")
    path = written(tmp_path, SHORT.encode())
    assert [source.path for source in folder.find([tmp_path])] == [path]


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    """The system's own reason is given."""
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    path = written(tmp_path, SHORT.encode())
    path.chmod(0)
    with pytest.raises(SourceError) as refused:
        sources.read(path)
    assert_one_sentence(refused.value, str(path), "cannot be read: Permission denied")


def test_a_file_in_a_closed_folder_is_refused(tmp_path: Path) -> None:
    """Where the folder may not be entered, it cannot even be known whether the file is there."""
    if os.geteuid() == 0:
        pytest.skip("root may enter every folder")
    closed = tmp_path / "closed"
    closed.mkdir()
    path = written(closed, SHORT.encode())
    closed.chmod(0)
    try:
        with pytest.raises(SourceError) as refused:
            sources.read(path)
    finally:
        closed.chmod(0o700)
    assert_one_sentence(refused.value, str(path), "cannot be read: Permission denied")


# a path that no file can have, and what the sentence says
PATHS = [
    ("a\x00b.txt", "is no path"),
    ("长" * 3000, "cannot be read: File name too long"),
    (f"{__file__}/decision.txt", "cannot be read: Not a directory"),
]


@pytest.mark.parametrize(("path", "sentence"), PATHS, ids=["NUL", "too long", "below a file"])
def test_a_path_that_cannot_be_is_refused(path: str, sentence: str) -> None:
    """A NUL in the name is shown escaped: it must not reach a terminal."""
    with pytest.raises(SourceError) as refused:
        sources.read(path)
    assert "\x00" not in str(refused.value)
    assert_one_sentence(refused.value, path.replace("\x00", "\\x00"), sentence)


@settings(deadline=None)  # the library that guesses encodings is loaded at the first guess
@given(st.binary(max_size=400))
def test_no_bytes_crash_the_reader(data: bytes) -> None:
    """Whatever stands in a file, it is decoded or refused."""
    with suppress(SourceError):
        content, _ = sources.decode(data, "any.txt")
        assert not set(content) & {"\x00", "\x01", "\x1f"}


def assert_one_sentence(error: SourceError, path: str, sentence: str) -> None:
    assert type(error) is SourceError
    said = str(error)
    assert path in said
    assert sentence in said
    assert "\n" not in said
    assert "Traceback" not in said
