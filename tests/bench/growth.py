#!/usr/bin/python3
"""Nothing may grow faster than linearly.

growth.py PROGRAM RECORD [--sample] [NAME...]

Doubles twice what each path below is given (PROGRAM is berpijar, RECORD is record.c), and
prints how the work grows: 1.00 is linear, 2.00 is quadratic. Work is counted in
instructions by valgrind, so that a busy machine changes nothing; what does not grow (the
start) is left out by looking at differences. Fails where one grows by more than LIMIT.
--sample: a few paths at small sizes, for every run of the tests.
"""
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile

LIMIT = 1.15
HEAD = '---\ntitle: Uji\njp: 1\n---\n'
COURSE = 'title: Uji\nsummary: Ringkasan\nlanguage: id\n'
GIFT = '```gift\n%s\n```\n'


class Place:
    """Where one measurement works: a folder that is gone afterwards."""

    def __init__(self, record):
        self.folder = tempfile.mkdtemp(prefix='berpijar-growth-')
        self.record = record
        self.store = os.path.join(self.folder, 'store')

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)
        return path

    def fill(self, kind, count, learner='peserta'):
        subprocess.run([self.record, self.store, learner, kind, str(count)], check=True)


# ---- what each path is given: text of a module, or a command with its files ----

def module(make, command='render'):
    """The text of a module, read by a command."""
    def prepare(place, n):
        return [command, place.write('01-uji.md', HEAD + make(n))]
    return prepare


def questions(make, command='check'):
    return module(lambda n: GIFT % make(n), command)


def bank(make, name, *command):
    def prepare(place, n):
        return [*command, place.write(name, make(n))]
    return prepare


def course(write, *command):
    """A folder of courses, made by write(place, n)."""
    def prepare(place, n):
        write(place, n)
        return [*command, os.path.join(place.folder, 'kursus')]
    return prepare


def record(kind, *command, plain=None):
    """A record with n of a kind; `plain`: lines that are typed in plain lines."""
    def prepare(place, n):
        place.fill(kind, n)
        place.write('kursus/uji/course.yaml', COURSE)
        place.write('kursus/uji/01-m-0.md', HEAD.replace('jp', 'id: m-0\njp') + '# Isi\n\nTeks.\n')
        return [*command, '--content', os.path.join(place.folder, 'kursus'),
                '--store', place.store, '--learner', 'peserta'], plain
    return prepare


def store(*command):
    def prepare(place, n):
        for i in range(n):
            place.fill('answers', 20, 'peserta-%d' % i)
        return [*command, '--store', place.store]
    return prepare


def learners(place, n):
    """The report of a class of n in a lesson of 40 questions."""
    for i in range(n):
        place.fill('answers', 40, 'peserta-%d' % i)
    place.write('kursus/uji/course.yaml', COURSE)
    place.write('kursus/uji/01-m-0.md', HEAD.replace('jp', 'id: m-0\njp') + ''.join(
        GIFT % ('::soal-%d:: Apa? {=sebuah kata =kata}' % i) for i in range(40)))
    return ['report', 'uji', '--format', 'json', '--content',
            os.path.join(place.folder, 'kursus'), '--store', place.store]


def modules(place, n, links=0):
    place.write('kursus/uji/course.yaml', COURSE)
    for i in range(n):
        text = ''.join('## Bab %d\n\n[ke](%03d-m-%d.md#bab-%d)\n\n' % (k, (i * 7 + k) % n + 1, (i * 7 + k) % n, k)
                       for k in range(links))
        place.write('kursus/uji/%03d-m-%d.md' % (i + 1, i), HEAD + text + 'Teks.\n')


def courses(place, n):
    for i in range(n):
        place.write('kursus/uji-%d/course.yaml' % i, COURSE)
        place.write('kursus/uji-%d/01-m.md' % i, HEAD + 'Teks.\n')


def played(write, *lines):
    """A session in plain lines over courses that write(place, n) makes."""
    def prepare(place, n):
        write(place, n)
        return ['--plain', '--content', os.path.join(place.folder, 'kursus'),
                '--store', place.store, '--learner', 'peserta'], '\n'.join(lines) + '\n'
    return prepare


def repeat(text, between='\n\n'):
    return lambda n: between.join(text.replace('#', str(i)) for i in range(n)) + '\n'


def choices(n):
    return '::s::Pilih {\n=benar\n' + ''.join('~salah %d\n' % i for i in range(n)) + '}'


def short_answers(n):
    return '::s::Tulis {' + ' '.join('=%%50%%jawaban %d' % i for i in range(n)) + ' =benar}'


def pairs(n):
    return '::s::Pasangkan {' + ' '.join('=kiri %d -> kanan %d' % (i, i) for i in range(n)) + '}'


def weighted(n):
    return '::s::Pilih {' + ' '.join('~%%%.5f%%p %d' % (100 / n, i) for i in range(n)) + ' ~%-100%z}'


# name, size, what is measured, whether it is part of the sample
PATHS = [
    ('paragraphs', 1500, module(repeat('Paragraf nomor # dengan beberapa kata.')), True),
    ('one long paragraph', 4000, module(repeat('kata', ' ')), False),
    ('one long word', 20000, module(repeat('a', '')), False),
    ('combining signs', 8000, module(lambda n: 'e' + '\u0301' * n), False),
    ('wide characters', 6000, module(repeat('字', '')), False),
    ('headings', 800, module(repeat('## Judul %s#')), True),
    ('equal headings', 800, module(repeat('## Sama')), False),
    ('heading links', 800, module(lambda n: repeat('## Judul #')(n) + repeat('[a](#judul-#)', ' ')(n), 'check'), True),
    ('broken heading links', 400, module(repeat('[a](#tidak-#)', ' '), 'check'), False),
    ('html anchors', 500, module(lambda n: repeat('<a id="x#"></a>Teks')(n) + repeat('[a](#x#)', ' ')(n), 'check'), False),
    ('footnotes', 120, module(lambda n: repeat('Kata[^#].', ' ')(n) + '\n\n' + repeat('[^#]: Catatan #.')(n)), False),
    ('links', 1000, module(repeat('[a](https://contoh.go.id/#)', ' ')), False),
    ('reference links', 600, module(lambda n: repeat('[a][r#]', ' ')(n) + '\n\n' + repeat('[r#]: https://contoh.go.id/#', '\n')(n)), False),
    ('autolinks', 800, module(repeat('https://contoh.go.id/#', ' ')), False),
    ('list items', 1500, module(repeat('- butir #', '\n')), False),
    ('nested lists', 20, module(lambda n: '- ' * n + 'butir\n'), False),
    ('nested quotes', 20, module(lambda n: '> ' * n + 'teks\n'), False),
    ('table rows', 400, module(lambda n: '|a|b|\n|-|-|\n' + repeat('|sel #|isi|', '\n')(n)), True),
    ('table columns', 40, module(lambda n: '|' + 'a|' * n + '\n|' + '-|' * n + '\n|' + 'sel|' * n + '\n'), False),
    ('tables', 150, module(repeat('|a|b|\n|-|-|\n|sel #|isi|')), False),
    ('code lines', 2000, module(lambda n: '```\n' + repeat('kode #', '\n')(n) + '```\n'), False),
    ('emphasis', 1500, module(repeat('*kata* **tebal**', ' ')), False),
    ('brackets', 3000, module(repeat('[a](', '')), False),
    ('images', 200, module(repeat('![gambar #](g#.png)')), False),
    ('html', 500, module(repeat('<div>teks <b>tebal</b></div>')), False),
    ('html details', 250, module(repeat('<details><summary>S</summary>isi</details>')), False),
    ('task lists', 800, module(repeat('- [ ] tugas #', '\n')), False),
    ('callouts', 300, module(repeat('> [!NOTE]\n> Catatan #.')), False),
    ('formulas', 800, module(repeat('$x_#$', ' ')), False),
    ('entities', 3000, module(repeat('&eacute;', '')), False),
    ('questions', 100, questions(repeat('::q#::Soal #? {=ya ~tidak}')), True),
    ('questions in export', 100, questions(repeat('::q#::Soal #? {=ya ~tidak}'), 'export'), False),
    ('choices of one question', 100, questions(choices), False),
    ('short answers of one question', 100, questions(short_answers), True),
    ('patterns of one question', 100, questions(lambda n: '::s::Tulis {' + ' '.join('=kata %d*' % i for i in range(n)) + '}'), False),
    ('numbers of one question', 60, questions(lambda n: '::s::Hitung {#' + ' '.join('=%%50%%%d:0' % i for i in range(n)) + ' =-1:0}'), False),
    ('equal questions', 100, questions(repeat('Soal? {=ya ~tidak}')), False),
    ('pairs of one question', 60, questions(pairs), False),
    ('weighted choices', 60, questions(weighted), False),
    ('gift bank', 100, bank(repeat('::q#::Soal #? {=ya ~tidak}'), 'b.gift', 'check'), False),
    ('aiken bank', 100, bank(repeat('Soal #?\nA. ya\nB. tidak\nANSWER: A'), 'b.txt', 'check'), False),
    ('modules', 60, course(modules, 'check'), True),
    ('links between modules', 30, course(lambda place, n: modules(place, n, 20), 'check'), True),
    ('courses', 60, course(courses, 'check'), False),
    ('start with modules', 100, played(modules, 'keluar'), False),
    ('start with courses', 100, played(courses, 'keluar'), False),
    ('events in progress', 2000, record('answers', 'progress', '--format', 'json'), True),
    ('questions in progress', 1000, record('questions', 'progress', '--format', 'json'), False),
    ('modules in progress', 1000, record('modules', 'progress', '--format', 'json'), False),
    ('months in progress', 1000, record('months', 'progress', '--format', 'json'), True),
    ('notes in progress', 1000, record('notes', 'progress', '--notes'), True),
    ('start with events', 2000, record('answers', '--plain', plain='keluar\n'), True),
    ('start with questions', 1000, record('questions', '--plain', plain='keluar\n'), False),
    ('start with bookmarks', 1000, record('bookmarks', '--plain', plain='keluar\n'), False),
    ('learners in a list', 20, store('learner', 'list'), False),
    ('learners in a report', 20, learners, False),
    ('learners in a check', 20, store('store', 'check'), False),
]


def instructions(program, words, typed, place):
    """How many instructions the program needs for these words."""
    env = {'HOME': place.folder, 'PATH': os.environ['PATH'], 'LANG': 'C.UTF-8', 'TERM': 'dumb'}
    run = subprocess.run(
        ['valgrind', '--tool=callgrind', '--callgrind-out-file=/dev/null', program, *words],
        input=(typed or '').encode(), env=env, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, check=False)
    found = re.search(rb'Collected : (\d+)', run.stderr)
    if run.returncode > 1 or not found:
        sys.exit('growth: %s: %s' % (' '.join(words), run.stderr.decode()[-500:]))
    return int(found.group(1))


def measure(path, program, record_program, scale):
    """The instructions for a size, twice, and four times that size."""
    _, size, prepare, _ = path
    counts = []
    for factor in (1, 2, 4):
        place = Place(record_program)
        try:
            words = prepare(place, max(2, size * factor // scale))
            words, typed = words if isinstance(words, tuple) else (words, None)
            counts.append(instructions(program, words, typed, place))
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
        grows = exponent(counts)
        faults += grows > LIMIT
        print('%-32s %12d %12d %12d %9.2f%s' % (
            path[0], *counts, grows, '  OVER %.2f' % LIMIT if grows > LIMIT else ''), flush=True)
    return faults > 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
