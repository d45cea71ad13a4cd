#!/usr/bin/python3
"""Nothing may grow faster than linearly.

growth.py PROGRAM RECORD [--sample] [NAME...]

Doubles twice what each path of growth_paths.py is given (PROGRAM is berpijar, RECORD is
record.c), and prints how the work grows: 1.00 is linear, 2.00 is quadratic. Work is counted
in instructions by valgrind, so that a busy machine changes nothing; what does not grow (the
start) is left out by looking at differences. Fails where one grows by more than LIMIT.
--sample: a few paths at small sizes, for every run of the tests.
"""
import fcntl
import math
import os
import re
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import termios
import threading

from growth_paths import PATHS

LIMIT = 1.15


class Place:
    """Where one measurement works: a folder that is gone afterwards."""

    def __init__(self, program, record):
        self.folder = tempfile.mkdtemp(prefix='berpijar-growth-')
        self.program, self.record = program, record
        self.store = os.path.join(self.folder, 'store')

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)
        return path

    def run(self, words):
        subprocess.run([self.program, *words], check=True, stdout=subprocess.DEVNULL)

    def fill(self, kind, count, learner='peserta'):
        subprocess.run([self.record, self.store, learner, kind, str(count)], check=True)


def environment(place):
    return {'HOME': place.folder, 'PATH': os.environ['PATH'], 'LANG': 'C.UTF-8', 'TERM': 'dumb'}


VALGRIND = ['valgrind', '--tool=callgrind', '--callgrind-out-file=/dev/null']


def drain(terminal):
    try:
        while os.read(terminal, 65536):
            pass
    except OSError:
        pass  # the program has ended


def press(run, place, program):
    """A session on a terminal: each key is pressed when the program waits for it. Builds
    with tests answer a question once they do (core/wait.c)."""
    master, slave = os.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack('HHHH', 24, run.columns, 0, 0))
    ours, theirs = socket.socketpair()
    env = dict(environment(place), TERM='xterm-256color', BERPIJAR_TEST_FD=str(theirs.fileno()))
    told = tempfile.TemporaryFile()  # a pipe would be full before the end
    child = subprocess.Popen(
        [*VALGRIND, program, *run.words], stdin=slave, stdout=slave, stderr=told,
        env=env, pass_fds=[theirs.fileno()], start_new_session=True)
    os.close(slave)
    theirs.close()
    threading.Thread(target=drain, args=[master], daemon=True).start()
    try:
        for key in ['', *run.keys]:
            os.write(master, key.encode())
            ours.send(b'?')
            ours.recv(1)
    except OSError:
        pass  # it has ended
    child.wait()
    os.close(master)
    told.seek(0)
    return child.returncode, told.read()


def type_lines(run, place, program):
    done = subprocess.run(
        [*VALGRIND, program, *run.words], input=(run.typed or '').encode(),
        env=environment(place), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    return done.returncode, done.stderr


def instructions(run, place, program):
    """How many instructions the program needs for a run."""
    code, errors = (press if run.keys else type_lines)(run, place, program)
    found = re.search(rb'Collected : (\d+)', errors)
    if code > 1 or not found:
        sys.exit('growth: %s: %s' % (' '.join(run.words), errors.decode()[-500:]))
    return int(found.group(1))


def measure(path, program, record_program, scale):
    """The instructions for a size, twice, and four times that size."""
    _, size, prepare, _ = path
    counts = []
    for factor in (1, 2, 4):
        place = Place(program, record_program)
        try:
            run = prepare(place, max(2, size * factor // scale))
            counts.append(instructions(run, place, program))
        finally:
            shutil.rmtree(place.folder)
    return counts


def exponent(counts):
    """How what was added grows: the first doubling adds n, the second 2n if it is linear."""
    first, second = counts[1] - counts[0], counts[2] - counts[1]
    return math.log2(second / first) if first > 0 and second > 0 else 0.0


def main(words):
    sample = '--sample' in words
    words = [word for word in words if word != '--sample']
    program, record_program = (os.path.abspath(word) for word in words[:2])
    faults = 0
    print('%-32s %12s %12s %12s %9s' % ('', 'n', '2n', '4n', 'exponent'))
    for path in PATHS:
        if (sample and not path[3]) or (words[2:] and path[0] not in words[2:]):
            continue
        counts = measure(path, program, record_program, 4 if sample else 1)
        if exponent(counts) > LIMIT:  # where the heap lies decides what is cleared again
            again = measure(path, program, record_program, 4 if sample else 1)
            counts = [min(pair) for pair in zip(counts, again)]
        grows = exponent(counts)
        faults += grows > LIMIT
        print('%-32s %12d %12d %12d %9.2f%s' % (
            path[0], *counts, grows, '  OVER %.2f' % LIMIT if grows > LIMIT else ''), flush=True)
    return faults > 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
