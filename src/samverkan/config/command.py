"""The `samverkan` command: what an operator does with an installation."""

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samverkan.config.settings")


def main() -> None:
    arguments = sys.argv[1:]
    if arguments[:1] == ["analyse"]:  # without Django: it reads one file and needs no installation
        # Nothing here multiplies matrices, and waiting for such work OpenBLAS keeps every core busy. The system's own
        # memory is given back as soon as rows are written; Arrow's holds on to a third more.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
        from samverkan.config.analyse import main as analyse

        _leave(analyse(arguments[1:]))
    os.umask(0o077)  # what an installation owns, a backup too, is for its own user only
    if arguments[:1] == ["manage"]:
        from django.core.management import execute_from_command_line

        execute_from_command_line(["samverkan manage", *arguments[1:]])
        return
    options = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    sys.exit(run(options))


def _leave(code: int) -> NoReturn:
    """End at once: everything is written and closed, and taking down what was loaded costs a tenth of the run."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="samverkan",
        description="Samverkan i lokalt brottsförebyggande arbete. SAMVERKAN_HOME säger var allt förvaras.",
    )
    commands = parser.add_subparsers(required=True, metavar="KOMMANDO")

    def command(name: str, run: Callable[[argparse.Namespace], int], summary: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=summary, description=summary)
        sub.set_defaults(run=run)
        return sub

    command("serve", serve, "starta webben och bakgrundsarbetet på PORT (8000)")
    demo_parser = command("demo", demo, "bygg exempelsamverkan om den saknas och starta")
    demo_parser.add_argument("--no-serve", action="store_true", help="bygg bara, starta inte")
    commands.add_parser(
        "analyse", help="räkna på en fil utan server: samverkan analyse --help", add_help=False
    )
    command("check", check, "kontrollera att inställningar, innehåll och filer håller ihop")
    verify_parser = command(
        "verify", verify, "säg vem som har skrivit under en PDF, när, och om det håller än"
    )
    verify_parser.add_argument("file", type=Path)
    verify_parser.epilog = (
        "Slutkod: 0 alla platser är underskrivna och alla underskrifter gäller; 1 någon gäller inte; 2 de som finns "
        "gäller, men alla har inte skrivit under; 3 det finns inget att pröva."
    )
    backup_parser = command("backup", backup, "skriv allt som installationen äger till en enda fil")
    backup_parser.add_argument("file", type=Path)
    restore_parser = command("restore", restore, "läs tillbaka en säkerhetskopia, efter att den har prövats")
    restore_parser.add_argument("file", type=Path)
    restore_parser.add_argument("--yes", action="store_true", help="ersätt det som finns utan att fråga")
    found_parser = command("found", found, "lägg upp en ny samverkan med dess två parter och samordnare")
    for option, what in [
        ("--name", "samverkans namn"),
        ("--municipality", "kommunens namn"),
        ("--police", "lokalpolisområdets namn"),
        ("--coordinator", 'kommunens samordnare: "Namn <e-post>"'),
        ("--police-officer", 'kommunpolisen: "Namn <e-post>"'),
    ]:
        found_parser.add_argument(option, required=True, help=what)
    commands.add_parser("manage", help="Djangos egna kommandon, till exempel: samverkan manage shell")
    return parser


def _setup() -> None:
    import django

    django.setup()


def serve(options: argparse.Namespace) -> int:
    _setup()
    from samverkan.config import server

    return server.run()


def demo(options: argparse.Namespace) -> int:
    _setup()
    from samverkan.config import server
    from samverkan.demo.build import build_if_missing, welcome

    server.prepare()
    build_if_missing()
    print(welcome(server.address()), flush=True)
    return 0 if options.no_serve else server.run()


def check(options: argparse.Namespace) -> int:
    _setup()
    from samverkan.config import integrity

    return integrity.report()


def verify(options: argparse.Namespace) -> int:
    _setup()
    from samverkan.config import verifying

    return verifying.run(options.file)


def backup(options: argparse.Namespace) -> int:
    _setup()
    from samverkan.config import backup as archive

    return archive.backup(options.file)


def restore(options: argparse.Namespace) -> int:
    _setup()
    from samverkan.config import backup as archive

    return archive.restore(options.file, replace=options.yes)


def found(options: argparse.Namespace) -> int:
    _setup()
    from samverkan.config import founding

    return founding.found(options)


if __name__ == "__main__":
    main()
