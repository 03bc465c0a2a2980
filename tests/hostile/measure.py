"""A small process that starts another one and writes down what it used: SECONDS USAGE_FILE COMMAND...

Linux counts the memory of whoever forks towards the peak of what is then run, and a test session is large.
"""

import os
import signal
import sys


def main(seconds: str, usage_file: str, *command: str) -> None:
    child = os.posix_spawn(command[0], command, os.environ)
    signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
    signal.alarm(int(seconds))
    _, status, usage = os.wait4(child, 0)
    with open(usage_file, "w") as stream:
        stream.write(f"{os.waitstatus_to_exitcode(status)} {usage.ru_utime + usage.ru_stime} {usage.ru_maxrss / 1024}")


main(*sys.argv[1:])
