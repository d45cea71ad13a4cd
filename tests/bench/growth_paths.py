"""What growth.py doubles: courses, modules, questions, records, and what is done with them.

A path is a function of a place to work in and of a size. It writes what it needs into the
place, and returns a Run: the words of a command, with the lines that are typed or the keys
that are pressed, if it is a session.
"""
import os

HEAD = '---\ntitle: Uji\njp: 1\n---\n'
COURSE = 'title: Uji\nsummary: Ringkasan\nlanguage: id\n'
GIFT = '```gift\n%s\n```\n'


class Run:
    def __init__(self, words, typed=None, keys=None, columns=80):
        self.words, self.typed, self.keys, self.columns = words, typed, keys, columns


# ---- what each path is given: text of a module, or a command with its files ----

def module(make, command='render'):
    """The text of a module, read by a command."""
    def prepare(place, n):
        return Run([command, place.write('01-uji.md', HEAD + make(n))])
    return prepare


def questions(make, command='check'):
    return module(lambda n: GIFT % make(n), command)


def bank(make, name, *command):
    def prepare(place, n):
        return Run([*command, place.write(name, make(n))])
    return prepare


def course(write, *command):
    """A folder of courses, made by write(place, n)."""
    def prepare(place, n):
        write(place, n)
        return Run([*command, os.path.join(place.folder, 'kursus')])
    return prepare


def session(place, *words, learner=('--learner', 'peserta')):
    """The words of a command about one learner's record and the courses."""
    os.makedirs(os.path.join(place.folder, 'kursus'), exist_ok=True)
    return [*words, '--content', os.path.join(place.folder, 'kursus'),
            '--store', place.store, *learner]


def one_module(place, text='# Isi\n\nTeks.\n'):
    place.write('kursus/uji/course.yaml', COURSE)
    place.write('kursus/uji/01-m-0.md', HEAD.replace('jp', 'id: m-0\njp') + text)


def record(kind, *command, typed=None):
    """A record with n of a kind; `typed`: what is typed in plain lines for n of them."""
    def prepare(place, n):
        place.fill(kind, n)
        one_module(place)
        return Run(session(place, *command), typed and typed(n))
    return prepare


def pressed(write, keys, columns=lambda n: 80, learner=('--learner', 'peserta')):
    """A session on a screen: the keys for n things that write(place, n) makes."""
    def prepare(place, n):
        write(place, n)
        return Run(session(place, learner=learner), keys=keys(n), columns=columns(n))
    return prepare


def filled(kind):
    def write(place, n):
        place.fill(kind, n)
        one_module(place)
    return write


def lesson(make):
    return lambda place, n: one_module(place, make(n))


def moves(*before):
    """Keys that open a list, and then move about in it as often as n asks for."""
    return lambda n: [*before, *(['j', 'G', 'k', 'g', ' '] * (n // 5)), 'Q']


def store(*command):
    def prepare(place, n):
        learners(place, n, 20)
        return Run([*command, '--store', place.store])
    return prepare


def learners(place, n, answers=1):
    for i in range(n):
        place.fill('answers', answers, 'peserta-%d' % i)


def exported(place, n):
    place.fill('answers', n)
    return Run(['learner', 'export', 'peserta', '--store', place.store])


def reported(place, n):
    """The report of a class of n in a lesson of 40 questions."""
    for i in range(n):
        place.fill('answers', 40, 'peserta-%d' % i)
    one_module(place, ''.join(
        GIFT % ('::soal-%d:: Apa? {=sebuah kata =kata}' % i) for i in range(40)))
    return Run(['report', 'uji', '--format', 'json', '--content',
                os.path.join(place.folder, 'kursus'), '--store', place.store])


def merged(place, n):
    """The bundle of a record with n events."""
    place.fill('answers', n)
    bundle = os.path.join(place.folder, 'bundel')
    place.run(['learner', 'export', 'peserta', '--bundle', '-o', bundle, '--store', place.store])
    return Run(['learner', 'import', '--bundle', bundle, '--store', place.store + '-lain'])


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
        return Run(session(place, '--plain'), typed='\n'.join(lines) + '\n')
    return prepare


def after(place, n):
    """Modules that each wait for the one before."""
    place.write('kursus/uji/course.yaml', COURSE)
    for i in range(n):
        wait = 'after: [m-%d]\n' % (i - 1) if i else ''
        place.write('kursus/uji/%03d-m-%d.md' % (i + 1, i), HEAD.replace('---\n', '---\n' + wait, 1) + 'Teks.\n')


def repeat(text, between='\n\n'):
    return lambda n: between.join(text.replace('#', str(i)) for i in range(n)) + '\n'


def choices(n):
    return '::s::Pilih {\n=benar\n' + ''.join('~salah %d\n' % i for i in range(n)) + '}'


def short_answers(n):
    return '::s::Tulis {' + ' '.join('=%%50%%jawaban %d' % i for i in range(n)) + ' =benar}'


def pairs(n):
    return '::s::Pasangkan {' + ' '.join('=kiri %d -> kanan %d' % (i, i) for i in range(n)) + '}'


def forty(make):
    """Forty questions, since one may have no more than 26 choices."""
    return lambda n: '\n\n'.join(make(n).replace('::s::', '::s%d::' % i) for i in range(40))


def weighted(n):
    return '::s::Pilih {' + ' '.join('~%%%.5f%%p %d' % (100 / n, i) for i in range(n)) + ' ~%-100%z}'


def tables(columns, rows):
    line = lambda cell: '|' + cell * columns + '\n'
    return line('kepala|') + line('-|') + ''.join(line('sel %d|' % i) for i in range(rows))


def ordering(n):
    return '::s::Urutkan {>ALL 1 VERTICAL ABSOLUTE_POSITION NUMBERING_NUMERIC\n' + repeat('langkah #', '\n')(n) + '}'


def glossary(place, n):
    terms = ''.join('  istilah-%d: arti\n' % i for i in range(n))
    one_module(place)
    place.write('kursus/uji/course.yaml', COURSE + 'glossary:\n' + terms)


# name, size, what is measured, whether it is part of the sample
PATHS = [
    # texts of modules
    ('paragraphs', 1000, module(repeat('Paragraf nomor # dengan beberapa kata.')), True),
    ('one long paragraph', 4000, module(repeat('kata', ' ')), False),
    ('one long word', 20000, module(repeat('a', '')), False),
    ('one long line of code', 8000, module(lambda n: '```\n' + 'kode ' * n + '\n```\n'), False),
    ('combining signs', 8000, module(lambda n: 'e' + '\u0301' * n), False),
    ('wide characters', 6000, module(repeat('字', '')), False),
    ('headings', 600, module(repeat('## Judul %s#')), True),
    ('equal headings', 600, module(repeat('## Sama')), False),
    ('heading links', 600, module(lambda n: repeat('## Judul #')(n) + repeat('[a](#judul-#)', ' ')(n), 'check'), True),
    ('broken heading links', 20, module(repeat('[a](#tidak-#)', ' '), 'check'), False),
    ('html anchors', 250, module(lambda n: ''.join('<a id="x%d"></a>Teks\n\n' % i for i in range(n)) + ' '.join('[a](#x%d)' % i for i in range(n)), 'check'), False),
    ('footnotes', 120, module(lambda n: repeat('Kata[^#].', ' ')(n) + '\n\n' + repeat('[^#]: Catatan #.')(n)), False),
    ('links', 1000, module(repeat('[a](https://contoh.go.id/#)', ' ')), False),
    ('reference links', 600, module(lambda n: repeat('[a][r#]', ' ')(n) + '\n\n' + repeat('[r#]: https://contoh.go.id/#', '\n')(n)), False),
    ('autolinks', 800, module(repeat('https://contoh.go.id/#', ' ')), False),
    ('list items', 1000, module(repeat('- butir #', '\n')), False),
    ('nested lists', 20, module(lambda n: '- ' * n + 'butir\n'), False),
    ('nested quotes', 20, module(lambda n: '> ' * n + 'teks\n'), False),
    ('table rows', 400, module(lambda n: tables(2, n)), True),
    ('table columns', 100, module(lambda n: tables(n, 3)), False),
    ('tables', 150, module(repeat('|a|b|\n|-|-|\n|sel #|isi|')), False),
    ('code lines', 2000, module(lambda n: '```\n' + repeat('kode #', '\n')(n) + '```\n'), False),
    ('emphasis', 1000, module(repeat('*kata* **tebal**', ' ')), False),
    ('brackets', 3000, module(repeat('[a](', '')), False),
    ('images', 200, module(repeat('![gambar #](g#.png)')), False),
    ('html', 400, module(repeat('<div>teks <b>tebal</b></div>')), False),
    ('html details', 250, module(repeat('<details><summary>S</summary>isi</details>')), False),
    ('task lists', 800, module(repeat('- [ ] tugas #', '\n')), False),
    ('callouts', 300, module(repeat('> [!NOTE]\n> Catatan #.')), False),
    ('formulas', 800, module(repeat('$x_#$', ' ')), False),
    ('entities', 3000, module(repeat('&eacute;', '')), False),
    ('glossary', 100, played(glossary, 'keluar'), False),
    # questions
    ('questions', 100, questions(repeat('::q#::Soal #? {=ya ~tidak}')), True),
    ('questions in export', 100, questions(repeat('::q#::Soal #? {=ya ~tidak}'), 'export'), False),
    ('equal questions', 20, questions(repeat('Soal? {=ya ~tidak}')), False),
    ('choices of a question', 6, questions(forty(choices)), False),
    ('right choices of a question', 6, questions(forty(lambda n: '::s::Pilih {' + '\n'.join('=benar %d' % i for i in range(n)) + ' ~salah}'), 'render'), False),
    ('weighted choices', 6, questions(forty(weighted), 'render'), False),
    ('short answers of one question', 100, questions(short_answers), True),
    ('patterns of one question', 100, questions(lambda n: '::s::Tulis {' + ' '.join('=kata %d*' % i for i in range(n)) + '}'), False),
    ('numbers of one question', 60, questions(lambda n: '::s::Hitung {#' + ' '.join('=%%50%%%d:0' % i for i in range(n)) + ' =-1:0}'), False),
    ('pairs of a question', 6, questions(forty(pairs)), False),
    ('items to be ordered', 6, questions(forty(ordering)), False),
    ('gift bank', 100, bank(repeat('::q#::Soal #? {=ya ~tidak}'), 'b.gift', 'check'), False),
    ('aiken bank', 100, bank(repeat('Soal #?\nA. ya\nB. tidak\nANSWER: A'), 'b.txt', 'check'), False),
    # courses
    ('modules', 60, course(modules, 'check'), True),
    ('links between modules', 30, course(lambda place, n: modules(place, n, 20), 'check'), True),
    ('modules that wait', 60, course(after, 'check'), False),
    ('courses', 60, course(courses, 'check'), False),
    ('start with modules', 100, played(modules, 'keluar'), False),
    ('start with courses', 100, played(courses, 'keluar'), True),
    # records
    ('events in progress', 2000, record('answers', 'progress', '--format', 'json'), True),
    ('questions in progress', 1000, record('questions', 'progress', '--format', 'json'), False),
    ('modules in progress', 1000, record('modules', 'progress', '--format', 'json'), False),
    ('months in progress', 1000, record('months', 'progress', '--format', 'json'), True),
    ('notes in progress', 1000, record('notes', 'progress', '--notes'), True),
    ('attempts in progress', 1000, record('attempts', 'progress', '--format', 'json'), False),
    ('start with events', 2000, record('answers', '--plain', typed=lambda n: 'keluar\n'), True),
    ('start with questions', 1000, record('questions', '--plain', typed=lambda n: 'keluar\n'), False),
    ('start with bookmarks', 1000, record('bookmarks', '--plain', typed=lambda n: 'keluar\n'), False),
    ('start with attempts', 1000, record('attempts', '--plain', typed=lambda n: 'keluar\n'), False),
    ('answers before their exam', 1000, record('given', '--plain', typed=lambda n: 'keluar\n'), True),
    ('events in an export', 1000, exported, False),
    ('events in a bundle', 1000, merged, False),
    ('learners in a list', 20, store('learner', 'list'), False),
    ('learners in a report', 20, reported, False),
    ('learners in a check', 20, store('store', 'check'), False),
    # keys
    ('moving through courses', 100, pressed(courses, moves()), False),
    ('moving through modules', 100, pressed(modules, moves('\r')), False),
    ('moving through bookmarks', 200, pressed(filled('bookmarks'), moves("'")), True),
    ('moving through headings', 200, pressed(lesson(repeat('## Judul #')), moves('\r', 'o')), False),
    ('moving through learners', 40, pressed(learners, moves(), learner=()), False),
    ('moving through a lesson', 400, pressed(lesson(repeat('Paragraf #.')), moves('\r')), False),
    ('links by Tab', 200, pressed(lesson(repeat('[a](https://contoh.go.id/#)')), lambda n: ['\r', *(['\t'] * n), 'Q']), False),
    ('hits of a search', 200, pressed(lesson(repeat('Kata # dan teks.')), lambda n: ['\r', '/', *'kata', '\r', *('n' * n), 'Q']), False),
    ('columns of the window', 75, pressed(lesson(lambda n: repeat('kata panjang', ' ')(3000)), lambda n: ['\r', *('j' * 40), 'Q'], columns=lambda n: n), False),
    ('pages of bookmarks in plain lines', 400, record('bookmarks', '--plain', typed=lambda n: 'catatan\n' + 'lanjut\n' * (n // 20) + 'keluar\n'), True),
    ('pages of a lesson in plain lines', 400, lambda place, n: played(lesson(repeat('Paragraf #.')), '1', *(['lanjut'] * (n // 12)), 'keluar')(place, n), False),
]
