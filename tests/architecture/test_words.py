"""Every code has words in both languages, no words are left over, and nothing printed shames anybody."""

from __future__ import annotations

import ast
import re
import string
import tomllib
from enum import Enum
from importlib import import_module
from typing import Any

import pytest

from diachi.cli.parser import VERBS
from diachi.core.allocation.check import FindingCode
from diachi.core.errors import ErrorCode
from diachi.core.issues import IssueCode
from diachi.core.proposal import ReasonCode
from diachi.core.shape import fields_of
from house import PACKAGE, ROOT, modules

LANGUAGES = ("vi", "en")
WORDS: dict[str, dict[str, Any]] = {
    lang: tomllib.loads((PACKAGE / "words" / f"{lang}.toml").read_text(encoding="utf-8")) for lang in LANGUAGES
}
# Codes a person does read stand in full under their section; other keys of the section are sentences of their own.
SECTIONS = {"error": ErrorCode, "issue": IssueCode, "reason": ReasonCode, "finding": FindingCode}
ALONE = {"finding": {"proven", "proven_part", "obeyed", "found"}}
SHAMING = ("chây lười", "ỷ lại", "yếu kém", "lười", "không có ý chí", "vui lòng", "lỗi hệ thống", "!")


def _leaves(table: dict[str, Any], within: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in table.items():
        found |= _leaves(value, f"{within}{key}.") if isinstance(value, dict) else {within + key: value}
    return found


def _enums() -> dict[str, type[Enum]]:
    found = {}
    for module in modules("src", "diachi", "core"):
        for value in vars(import_module(module.dotted)).values():
            if isinstance(value, type) and issubclass(value, Enum) and value.__module__.startswith("diachi."):
                found[value.__name__] = value
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("section", sorted(SECTIONS))
def test_every_code_has_words_and_no_words_are_left_over(lang: str, section: str) -> None:
    assert set(WORDS[lang][section]) - ALONE.get(section, set()) == {code.value for code in SECTIONS[section]}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("section", ["error", "issue"])
def test_what_stops_or_warns_says_what_why_and_what_to_do(lang: str, section: str) -> None:
    for code, parts in WORDS[lang][section].items():
        wanted = {"what", "do"} if code == "call_wrong" else {"what", "why", "do"}
        assert wanted <= {part for part, text in parts.items() if text.strip()}, code


@pytest.mark.parametrize("lang", LANGUAGES)
def test_labels_name_every_member_of_an_enum_that_exists(lang: str) -> None:
    known = _enums()
    for name, labels in WORDS[lang]["enum"].items():
        assert set(labels) == {member.value for member in known[name]}, name


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_verb_has_help_with_examples(lang: str) -> None:
    tables = {name for name, value in WORDS[lang]["help"].items() if isinstance(value, dict)}
    assert tables == {"diachi", *(verb.replace("-", "_") for verb in VERBS)}
    assert all(WORDS[lang]["help"][verb.replace("-", "_")]["examples"].strip() for verb in VERBS)


def _asked() -> tuple[dict[str, tuple[str, ...]], set[str]]:
    """Give the questions asked by name with their readings, and every text of the module that asks."""
    tree = next(m.tree for m in modules("src", "diachi", "core", "letters") if m.path.name == "asked.py")
    named = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_ask":
            name, readings = node.args[0], node.args[2]
            written = isinstance(readings, ast.Tuple) and all(isinstance(r, ast.Constant) for r in readings.elts)
            if isinstance(name, ast.Constant) and written:
                named[str(name.value)] = tuple(ast.literal_eval(readings))
    texts = {str(n.value) for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    return named, texts


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_question_has_words_for_each_reading(lang: str) -> None:
    said = WORDS[lang]["question"]
    named, texts = _asked()
    for path in sorted((ROOT / "examples").glob("*/campaign.toml")):
        for question in tomllib.loads(path.read_text(encoding="utf-8"))["questions"]:
            named[question["id"]] = tuple(r["code"] for r in question["readings"])
    for name, readings in named.items():
        assert set(said[name]["readings"]) == set(said[name]["effects"]) == set(readings), name
        assert said[name]["ask"].strip(), name
    assert set(said) <= texts, "words for questions nobody asks"


def test_both_languages_have_the_same_words_with_the_same_facts() -> None:
    vi, en = (_leaves(WORDS[lang]) for lang in LANGUAGES)
    assert set(vi) == set(en)
    for key in vi:
        facts = [{name for _, name, _, _ in string.Formatter().parse(text) if name} for text in (vi[key], en[key])]
        assert facts[0] == facts[1], key


def _spoken_keys() -> tuple[set[str], list[re.Pattern[str]]]:
    """Give every text of the code, and the shape of every text it puts together."""
    texts: set[str] = set()
    shapes = []
    for node in (n for m in modules("src") for n in ast.walk(m.tree)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            texts.add(node.value)
        elif isinstance(node, ast.JoinedStr):
            parts = [re.escape(v.value) if isinstance(v, ast.Constant) else r"\w+" for v in node.values]
            shapes.append(re.compile("".join(str(p) for p in parts)))
    return texts, shapes


def test_no_sentence_is_left_over() -> None:
    texts, shapes = _spoken_keys()
    named = {"campaign": {name for name, _, _ in fields_of(import_module("diachi.core.campaign").Campaign)}}
    named |= {"demo": {p.name for p in (ROOT / "examples").iterdir()}}
    coded = {"error", "issue", "reason", "enum", "question", "help"}
    unread = []
    for key in _leaves(WORDS["vi"]):
        section, _, rest = key.partition(".")
        if section in coded or key in texts or rest in texts or rest in named.get(section, ()):
            continue
        if section in SECTIONS and rest in {code.value for code in SECTIONS[section]}:
            continue
        if not any(shape.fullmatch(key) or shape.fullmatch(rest) for shape in shapes if shape.pattern != r"\w+"):
            unread.append(key)
    assert unread == []


def test_no_words_shame_or_beg() -> None:
    said = {key: text.casefold() for key, text in _leaves(WORDS["vi"]).items()}
    assert {key: word for key, text in said.items() for word in SHAMING if word in text} == {}
