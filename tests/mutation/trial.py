"""One mutant, tried: the tests run in a process of their own, in which the module is the mutant. Says whether any test noticed."""

import os
import signal
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_loader
from pathlib import Path
from types import CodeType

#: After so many seconds of CPU a mutant counts as noticed: it runs for ever.
PATIENCE = 20
#: How a trial ends. What is neither says nothing of the mutant: the tests could not run.
NOTICED, SURVIVED, BROKEN = 1, 0, 3
PYTEST = ("-x", "-q", "--assert=plain", "-p", "no:cacheprovider", "-p", "no:unraisableexception", "-p", "no:threadexception")


class Instead(SourceFileLoader):
    """Finds one module as other code, and no other module."""

    def __init__(self, name: str, path: Path, code: str) -> None:
        super().__init__(name, str(path))
        self.code = code

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        return spec_from_loader(name, self, origin=self.path) if name == self.name else None

    def get_code(self, fullname: str) -> CodeType:
        return compile(self.code, self.path, "exec", dont_inherit=True)


def begin(name: str, path: Path, code: str, tests: Sequence[str]) -> int:
    """Start a trial; the id of its process, which ends with NOTICED, SURVIVED or BROKEN, or by a signal after PATIENCE."""
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        return pid
    ended = BROKEN
    try:
        _quiet()
        signal.setitimer(signal.ITIMER_PROF, PATIENCE)
        os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # half of the time would go into plugins that no test here needs
        sys.meta_path.insert(0, Instead(name, path, code))
        ended = _run(tests)
    finally:
        os._exit(ended)


def _run(tests: Sequence[str]) -> int:
    import pytest

    answers = {
        pytest.ExitCode.OK: SURVIVED,
        pytest.ExitCode.TESTS_FAILED: NOTICED,
        # The tests cannot even import it. They could import the module as it was, which is tried first.
        pytest.ExitCode.INTERRUPTED: NOTICED,
        pytest.ExitCode.USAGE_ERROR: NOTICED,
    }
    return answers.get(pytest.main([*PYTEST, *tests]), BROKEN)


def outcome(status: int) -> int:
    """How a trial ended, from what `wait` says of its process."""
    code = os.waitstatus_to_exitcode(status)
    return NOTICED if code == -signal.SIGPROF else code if code in (NOTICED, SURVIVED) else BROKEN


def _quiet() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
