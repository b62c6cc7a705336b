"""The calls of the side door; each verb's module is loaded only when it is called."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any, NoReturn, Protocol, cast

from diachi import __version__
from diachi.cli.console import LANGUAGES, Console
from diachi.core.errors import ErrorCode, InputError
from diachi.files.words import Words

Add = Callable[[argparse.ArgumentParser, Words], None]


class _Verb(Protocol):
    def call(self, args: argparse.Namespace, console: Console) -> int: ...


class CallRefused(Exception):  # noqa: N818 - a call, not an error of the program
    """The call cannot be understood, or only asked for help."""

    def __init__(self, usage: str, code: int, reason: str = "") -> None:
        self.usage = usage
        self.code = code
        self.reason = reason
        super().__init__(reason)

    def answer(self, console: Console) -> int:
        """Say what is wrong and how the call looks; give the exit code."""
        if self.code:
            console.line(console.words.error(InputError(ErrorCode.CALL_WRONG, reason=self.reason)))
            console.line(self.usage)
        return self.code


# argparse speaks English; these are its sentences, turned into keys of `[call]`.
_COMPLAINTS = (
    (r"the following arguments are required: (?P<names>.+)", "required"),
    (r"unrecognized arguments: (?P<names>.+)", "unknown"),
    (r"argument (?P<name>\S*): invalid choice: (?P<names>\S+) \(choose from (?P<choices>.+)\)", "choice"),
    (r"argument (?P<names>\S+): expected .*", "value"),
    (r"one of the arguments (?P<names>.+) is required", "one_of"),
    (r"argument (?P<one>\S+): not allowed with argument (?P<two>\S+)", "together"),
)


def _complaint(message: str, words: Words) -> str:
    for pattern, key in _COMPLAINTS:
        if match := re.fullmatch(pattern, message):
            found = match.groupdict()
            names = found.get("names") or f"{found.get('one')}, {found.get('two')}"
            return words.text(f"call.{key}", names=names, choices=found.get("choices", ""))
    return words.text("call.other", message=message)


class _Parser(argparse.ArgumentParser):
    def __init__(self, *, words: Words, **options: Any) -> None:
        self.words = words
        super().__init__(formatter_class=argparse.RawDescriptionHelpFormatter, add_help=False, **options)

    def error(self, message: str) -> NoReturn:
        raise CallRefused(self.format_usage().strip(), 2, _complaint(message, self.words))

    def format_usage(self) -> str:
        return self._spoken(super().format_usage())

    def format_help(self) -> str:
        return self._spoken(super().format_help())

    def _spoken(self, text: str) -> str:
        return text.replace("usage: ", self.words.text("call.usage"), 1)

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        raise CallRefused("", status, message or "")


def parse(args: Sequence[str], words: Words) -> Callable[[Console], int]:
    """Give the call to run; Fails: CallRefused with the usage."""
    parser, verbs = _build(words)
    found, rest = parser.parse_known_args(list(args))
    if rest:
        _take_words(parser, found, rest)
    if not found.verb:
        parser.print_help()
        raise CallRefused("", 0)
    if (lacking := getattr(found, "lacking", None)) and (complaint := lacking(found)):
        verbs[found.verb].error(complaint)
    name = f"diachi.cli.{found.verb.replace('-', '_')}"
    return lambda console: cast(_Verb, import_module(name)).call(found, console)


def _take_words(parser: argparse.ArgumentParser, found: argparse.Namespace, rest: list[str]) -> None:
    """Words of a question may stand behind an option too; a complaint never repeats them: they may name a person."""
    into = getattr(found, "words_into", None)
    unknown = [r for r in rest if r.startswith("-")] if into else rest
    if unknown:
        parser.error(f"unrecognized arguments: {' '.join(unknown)}")
    setattr(found, str(into), [*getattr(found, str(into)), *rest])


def _build(words: Words) -> tuple[argparse.ArgumentParser, Mapping[str, argparse.ArgumentParser]]:
    parser = _Parser(
        prog="diachi",
        description=words.text("help.diachi.what"),
        words=words,
    )
    parser.add_argument("--version", action="version", version=f"diachi {__version__}", help=words.text("help.version"))
    verbs = parser.add_subparsers(dest="verb", metavar="", title=words.text("help.verbs"))
    for name, add in VERBS.items():
        key = name.replace("-", "_")
        verb = verbs.add_parser(
            name,
            help=words.text(f"help.{key}.what"),
            description=words.text(f"help.{key}.what"),
            epilog=words.text("help.examples") + "\n" + words.text(f"help.{key}.examples"),
            words=words,
        )
        add(verb, words)
        _shared(verb, words)
    _shared(parser, words)
    return parser, verbs.choices


def _shared(parser: argparse.ArgumentParser, words: Words) -> None:
    parser._positionals.title = words.text("help.arguments")
    parser._optionals.title = words.text("help.options")
    parser.add_argument("-h", "--help", action="help", help=words.text("help.help"))
    parser.add_argument("--lang", choices=LANGUAGES, default="vi", help=words.text("help.lang"))
    parser.add_argument("--debug", action="store_true", help=words.text("help.debug"))


def _folder(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("folder", metavar="FOLDER", help=words.text("help.folder"))


def _json(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("--json", action="store_true", help=words.text("help.json"))


def _strict(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("--strict", action="store_true", help=words.text("help.strict"))


def _read_directive(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("letters", metavar="LETTER", nargs="+", help=words.text("help.letter"))
    parser.add_argument("-o", "--out", metavar="campaign.toml", required=True, help=words.text("help.campaign_out"))
    parser.add_argument("--json", metavar="facts.json", help=words.text("help.facts_out"))
    parser.add_argument("--html", metavar="review.html", help=words.text("help.review_out"))
    parser.add_argument("--akn", metavar="letter.xml", help=words.text("help.akn_out"))
    parser.add_argument("--answers", metavar="tra-loi.json", help=words.text("help.answers_in"))
    parser.add_argument("--diff", metavar="LAST_YEAR.toml", help=words.text("help.diff"))
    _strict(parser, words)


def _import_register(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("files", metavar="FILE", nargs="*", help=words.text("help.workbook"))
    where = parser.add_mutually_exclusive_group()
    where.add_argument("-o", "--out", metavar="REGISTER", help=words.text("help.register_out"))
    where.add_argument("--into", metavar="REGISTER", help=words.text("help.register_into"))
    parser.add_argument("--only-check", action="store_true", help=words.text("help.only_check"))
    parser.add_argument("--history", metavar="HISTORY", help=words.text("help.history_out"))
    parser.add_argument("--on", metavar="D", help=words.text("help.places_on"))
    parser.add_argument("--home", metavar="AREA", help=words.text("help.home"))
    parser.add_argument("--return", dest="back", metavar="DIR", help=words.text("help.return_dir"))
    parser.add_argument("--show-mapping", action="store_true", help=words.text("help.show_mapping"))
    parser.add_argument("--write-mapping", metavar="mapping.toml", help=words.text("help.write_mapping"))
    parser.add_argument("--mapping", metavar="mapping.toml", help=words.text("help.mapping"))
    parser.add_argument("--checks", action="store_true", help=words.text("help.checks"))
    parser.add_argument("--received", action="store_true", help=words.text("help.received"))
    parser.add_argument("--page", metavar="FILE.html", help=words.text("help.received_page"))
    parser.add_argument("--withdraw", metavar="LIST", help=words.text("help.withdraw"))
    parser.set_defaults(lacking=_import_lacks)
    _json(parser, words)


def _import_lacks(args: argparse.Namespace) -> str:
    """Only a look at something needs no register to write to."""
    if args.checks:
        return ""
    if args.received or args.withdraw:
        return "" if args.into else "one of the arguments --into is required"
    if not args.files:
        return "the following arguments are required: FILE"
    looks = args.show_mapping or args.write_mapping or args.only_check
    return "" if args.out or args.into or looks else "one of the arguments -o/--out --into is required"


def _export_register(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("register", metavar="REGISTER|FOLDER", nargs="?", help=words.text("help.register"))
    parser.add_argument("-o", "--out", metavar="OUT", help=words.text("help.export_out"))
    parser.add_argument("--parquet", action="store_true", help=words.text("help.parquet"))
    parser.add_argument("--form", metavar="NAME|FILE.toml", help=words.text("help.form"))
    parser.add_argument("--id", metavar="X", help=words.text("help.form_id"))
    parser.add_argument("--year", metavar="Y", type=int, help=words.text("help.form_year"))
    parser.add_argument("--forms", action="store_true", help=words.text("help.forms"))
    parser.add_argument("--write-form", metavar="NAME", help=words.text("help.write_form"))
    parser.set_defaults(lacking=_export_lacks)


def _export_lacks(args: argparse.Namespace) -> str:
    """The forms can be looked at without a register, and copied out without one."""
    if args.forms:
        return ""
    missing = [
        name for name, said in (("REGISTER|FOLDER", args.register or args.write_form), ("-o", args.out)) if not said
    ]
    return f"the following arguments are required: {', '.join(missing)}" if missing else ""


def _export_workbook(parser: argparse.ArgumentParser, words: Words) -> None:
    _folder(parser, words)
    parser.add_argument(
        "--for", dest="unit", choices=("commune", "agency"), required=True, help=words.text("help.unit_kind")
    )
    parser.add_argument("--id", metavar="X", required=True, help=words.text("help.unit_id"))
    parser.add_argument("-o", "--out", metavar="FILE.xlsx", help=words.text("help.workbook_out"))


def _find_same(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("folder", metavar="FOLDER", nargs="?", help=words.text("help.folder"))
    parser.add_argument("--left", metavar="A.csv", help=words.text("help.left"))
    parser.add_argument("--right", metavar="B.csv", help=words.text("help.right"))
    parser.add_argument("-o", "--out", metavar="SAME.csv", help=words.text("help.same_out"))
    parser.add_argument("--double-help", metavar="FILE.csv", help=words.text("help.double_help"))
    parser.add_argument("--review-sheet", metavar="FILE.xlsx", help=words.text("help.review_sheet"))
    parser.add_argument("--verdicts", metavar="FILE.xlsx", action="append", help=words.text("help.verdicts"))
    parser.add_argument("--undo", metavar="ID_A:ID_B", help=words.text("help.undo_verdict"))
    parser.add_argument("--by", metavar="ROLE", help=words.text("help.verdict_by"))
    parser.add_argument("--explain", metavar="ID_A:ID_B", help=words.text("help.explain_pair"))
    parser.add_argument("--svg", metavar="FILE.svg", help=words.text("help.waterfall_svg"))
    parser.add_argument("--today", metavar="D", help=words.text("help.verdict_day"))
    parser.set_defaults(lacking=_find_same_lacks)
    _json(parser, words)


def _find_same_lacks(args: argparse.Namespace) -> str:
    """Something must be asked for; two files are compared only into a third."""
    asked = args.double_help or args.review_sheet or args.verdicts or args.undo or args.explain
    if not args.out and (args.left or args.right or not asked):
        return "the following arguments are required: -o/--out"
    if args.undo and not args.by:
        return "the following arguments are required: --by"
    return "the following arguments are required: --explain" if args.svg and not args.explain else ""


def _check_one(parser: argparse.ArgumentParser, words: Words) -> None:
    _folder(parser, words)
    parser.add_argument("words", metavar="WORD", nargs="*", help=words.text("help.radar_words"))
    parser.add_argument("--also", metavar="FOLDER", action="append", default=[], help=words.text("help.radar_also"))
    parser.add_argument("--today", metavar="D", help=words.text("help.radar_today"))
    parser.set_defaults(words_into="words")
    _json(parser, words)


def _allocate(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("campaign", metavar="FOLDER|CAMPAIGN.toml", help=words.text("help.folder_or_campaign"))
    parser.add_argument("register", metavar="REGISTER", nargs="?", help=words.text("help.register"))
    parser.add_argument("--history", metavar="HISTORY", help=words.text("help.history"))
    parser.add_argument("-o", "--out", metavar="allocation.json", help=words.text("help.allocation_out"))
    _wishes(parser, words)
    parser.add_argument("--what-if", metavar="FILE.toml", help=words.text("help.what_if"))
    parser.add_argument("--explain", metavar="ID", help=words.text("help.explain"))
    parser.add_argument("--engine", metavar="NAME", help=words.text("help.engine"))
    parser.set_defaults(lacking=_allocate_lacks)
    parser.add_argument("--time-limit", metavar="SECONDS", help=words.text("help.time_limit"))
    parser.add_argument("--minutes", metavar="FILE.docx", help=words.text("help.minutes"))
    _strict(parser, words)
    _json(parser, words)


def _allocate_lacks(args: argparse.Namespace) -> str:
    """What only asks writes nothing, so it takes no file to write."""
    names = [f"--{n.replace('_', '-')}" for n in ("explain", "what_if", "minutes") if getattr(args, n)]
    return f"argument {names[0]}: not allowed with argument {names[1]}" if len(names) > 1 else ""


def _wishes(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("--pins", metavar="FILE.csv", help=words.text("help.pins"))
    parser.add_argument("--bans", metavar="FILE.csv", help=words.text("help.bans"))
    parser.add_argument("--existing", metavar="PAIRS.csv", help=words.text("help.existing"))
    parser.add_argument("--previous", metavar="ALLOCATION.json", help=words.text("help.previous"))
    parser.add_argument("--heirs", metavar="FILE.csv", help=words.text("help.heirs"))
    parser.add_argument("--levels", metavar="FILE.toml", help=words.text("help.levels"))
    parser.add_argument("--by-class", action="store_true", help=words.text("help.by_class"))


def _check_allocation(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("campaign", metavar="FOLDER|CAMPAIGN.toml", help=words.text("help.folder_or_campaign"))
    parser.add_argument("register", metavar="REGISTER", nargs="?", help=words.text("help.register"))
    parser.add_argument("allocation", metavar="ALLOCATION.json", nargs="?", help=words.text("help.allocation"))
    parser.add_argument("--history", metavar="HISTORY", help=words.text("help.history"))
    _wishes(parser, words)
    _json(parser, words)


def _write_documents(parser: argparse.ArgumentParser, words: Words) -> None:
    _folder(parser, words)
    parser.add_argument("-o", "--out", metavar="DIR", help=words.text("help.documents_out"))


def _check_progress(parser: argparse.ArgumentParser, words: Words) -> None:
    _folder(parser, words)
    parser.add_argument("--today", metavar="D", required=True, help=words.text("help.today"))
    _json(parser, words)


def _summarise(parser: argparse.ArgumentParser, words: Words) -> None:
    _folder(parser, words)
    parser.add_argument("--today", metavar="D", help=words.text("help.today"))
    parser.add_argument("--map-on", metavar="D", help=words.text("help.map_on"))
    _json(parser, words)


def _run(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("letters", metavar="LETTER", nargs="+", help=words.text("help.letter"))
    parser.add_argument("--register", metavar="FILE.xlsx", nargs="+", required=True, help=words.text("help.workbook"))
    parser.add_argument("--history", metavar="FILE.xlsx", nargs="+", default=[], help=words.text("help.history_in"))
    parser.add_argument("--answers", metavar="tra-loi.json", help=words.text("help.answers_in"))
    parser.add_argument("-o", "--out", metavar="OUT", required=True, help=words.text("help.run_out"))
    parser.add_argument("--engine", metavar="NAME", help=words.text("help.engine"))
    _strict(parser, words)
    _json(parser, words)


def _demo(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("-o", "--out", metavar="DIR", default="build/demo", help=words.text("help.demo_out"))
    parser.add_argument("--once", action="store_true", help=words.text("help.once"))


def _places(parser: argparse.ArgumentParser, words: Words) -> None:
    acts = parser.add_subparsers(dest="act", metavar="ACT", title=words.text("help.places.acts"), required=True)
    resolve = acts.add_parser("resolve", help=words.text("help.places.resolve"), words=words)
    resolve.add_argument("said", metavar="NAME|CODE", nargs="?", help=words.text("help.places.said"))
    resolve.add_argument("--parent", metavar="P", help=words.text("help.places.parent"))
    resolve.add_argument("--on", metavar="D", help=words.text("help.places_on"))
    resolve.add_argument("--csv", metavar="IN", help=words.text("help.places.csv"))
    resolve.add_argument("-o", "--out", metavar="OUT", help=words.text("help.places.csv_out"))
    _strict(resolve, words)
    reform = acts.add_parser("import", help=words.text("help.places.import"), words=words)
    reform.add_argument("file", metavar="FILE", help=words.text("help.places.reform"))
    points = acts.add_parser("import-points", help=words.text("help.places.import_points"), words=words)
    points.add_argument("file", metavar="FILE", help=words.text("help.places.points"))
    withdraw = acts.add_parser("withdraw", help=words.text("help.places.withdraw"), words=words)
    withdraw.add_argument("name", metavar="NAME", help=words.text("help.places.reform_name"))
    for act in (resolve, reform, points, withdraw):
        _json(act, words)
        _shared(act, words)


def _law(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("table", metavar="TABLE|check", nargs="?", help=words.text("help.law.table"))
    parser.add_argument("words", metavar="WORD", nargs="*", help=words.text("help.law.words"))
    parser.add_argument("--on", metavar="D", help=words.text("help.law.on"))
    parser.add_argument("--today", metavar="D", help=words.text("help.law.today"))
    _json(parser, words)


VERBS: dict[str, Add] = {
    "run": _run,
    "demo": _demo,
    "read-directive": _read_directive,
    "import-register": _import_register,
    "export-register": _export_register,
    "export-workbook": _export_workbook,
    "find-same": _find_same,
    "check-one": _check_one,
    "allocate": _allocate,
    "check-allocation": _check_allocation,
    "write-documents": _write_documents,
    "check-progress": _check_progress,
    "summarise": _summarise,
    "places": _places,
    "law": _law,
}
