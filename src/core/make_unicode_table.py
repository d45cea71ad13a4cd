#!/usr/bin/env python3
"""Writes unicode_table.h from the Unicode Character Database.

Usage: make_unicode_table.py [FOLDER] >unicode_table.h
FOLDER is /usr/share/unicode, of Debian's package unicode-data, unless it is given.

The table is kept in the tree, so that a screen looks the same wherever it was built;
tests/core/unicode-table.sh makes it again and compares.
"""
import re
import sys

FOLDER = sys.argv[1] if len(sys.argv) > 1 else '/usr/share/unicode'
CODES = 0x110000
BLOCK = 128  # codes in a block of the second stage

# In the order of enum bp_code_class in unicode.h.
NARROW, WIDE, MARK, BLANK, INVISIBLE, REFUSED = range(6)

# In the order of enum bp_code_cluster in unicode.h.
CLUSTER = ['Control', 'CR', 'LF', 'Other', 'Extend', 'ZWJ', 'Regional_Indicator',
           'Prepend', 'SpacingMark', 'L', 'V', 'T', 'LV', 'LVT', 'Extended_Pictographic']

# Removed without a trace: bidirectional controls (they can make a text read other than
# it is), zero-width and other default-ignorable characters, variation selectors.
INVISIBLES = [
    (0xad, 0xad), (0x34f, 0x34f), (0x61c, 0x61c), (0x115f, 0x1160), (0x17b4, 0x17b5),
    (0x180b, 0x180f), (0x200b, 0x200f), (0x202a, 0x202e), (0x2060, 0x206f),
    (0x3164, 0x3164), (0xfe00, 0xfe0f), (0xfeff, 0xfeff), (0xffa0, 0xffa0),
    (0xfff9, 0xfffb), (0x1bca0, 0x1bca3), (0x1d173, 0x1d17a), (0xe0000, 0xe0fff)]
# Vowels and finals of Hangul that stand in the cell of the consonant before them.
JAMO = [(0x1160, 0x11ff), (0xd7b0, 0xd7c6), (0xd7cb, 0xd7fb)]
# Two cells in the C library and in terminals, whatever EastAsianWidth.txt says.
WIDE_TOO = [(0x3248, 0x324f), (0x4dc0, 0x4dff)]


def among(code, ranges):
    return any(first <= code <= last for first, last in ranges)


def lines(name):
    with open(FOLDER + '/' + name, encoding='utf-8') as file:
        return file.read().splitlines()


def properties(name, wanted=None):
    """The last field of each line as {code: value}; `wanted`: of these values alone."""
    found = {}
    for line in lines(name):
        fields = [field.strip() for field in line.split('#')[0].split(';')]
        if len(fields) < 2 or (wanted and fields[1] not in wanted):
            continue
        first, _, last = fields[0].partition('..')
        for code in range(int(first, 16), int(last or first, 16) + 1):
            found[code] = fields[1]
    return found


def read_characters():
    """UnicodeData.txt: categories, combining classes, decompositions, small letters."""
    category, combining, split, small, first = {}, {}, {}, {}, 0
    for line in lines('UnicodeData.txt'):
        field = line.split(';')
        code = int(field[0], 16)
        if field[1].endswith('First>'):
            first = code
            continue
        for one in range(first if field[1].endswith('Last>') else code, code + 1):
            category[one] = field[2]
        combining[code] = int(field[3])
        if field[5] and not field[5].startswith('<'):
            split[code] = [int(part, 16) for part in field[5].split()]
        if field[13]:
            small[code] = int(field[13], 16)
    return category, combining, split, small


CATEGORY, COMBINING, SPLIT, SMALL = read_characters()
EAST_ASIAN = properties('EastAsianWidth.txt')
PREPENDED = properties('PropList.txt', ['Prepended_Concatenation_Mark'])
EXCLUDED = properties('DerivedNormalizationProps.txt', ['Full_Composition_Exclusion'])
BREAK = properties('emoji/emoji-data.txt', ['Extended_Pictographic'])
BREAK.update(properties('auxiliary/GraphemeBreakProperty.txt'))
VERSION = re.search(r'-(\d+\.\d+\.\d+)\.txt', lines('DerivedNormalizationProps.txt')[0])[1]


def code_class(code):
    category = CATEGORY.get(code, 'Cn')
    if code in (0x09, 0x0a):
        return BLANK
    if among(code, INVISIBLES):
        return INVISIBLE
    if category in ('Cn', 'Cc', 'Cs', 'Zl', 'Zp'):
        return REFUSED
    if category in ('Mn', 'Me', 'Cf') and code not in PREPENDED or among(code, JAMO):
        return MARK
    if EAST_ASIAN.get(code) in ('W', 'F') or among(code, WIDE_TOO):
        return WIDE
    return NARROW


def text_property(code):
    if code not in CATEGORY and code not in BREAK and not among(code, INVISIBLES):
        return REFUSED | CLUSTER.index('Other') << 3
    return code_class(code) | CLUSTER.index(BREAK.get(code, 'Other')) << 3


# ---- normalization ----

# Combining classes as small numbers: few are used.
COMBINING_CLASSES = sorted(set(COMBINING.values()))
PAIRS = {tuple(parts): code for code, parts in SPLIT.items()
         if len(parts) == 2 and code not in EXCLUDED}
SECONDS = {second for first, second in PAIRS} | set(range(0x1161, 0x1176)) | \
    set(range(0x11a8, 0x11c3))


def normal_property(code):
    """The number of the combining class; +64: is another in NFC, or may become one."""
    other = code in EXCLUDED or code in SECONDS
    return COMBINING_CLASSES.index(COMBINING.get(code, 0)) | (64 if other else 0)


# ---- writing ----

def print_numbers(head, numbers, write=str):
    print(f'\n{head} = {{')
    line = '\t'
    for text in map(write, numbers):
        if len(line) + len(text) > 200:
            print(line)
            line = '\t'
        line += text + ','
    print(line + '\n};')


def print_stages(name, what, value):
    """blocks[index[code / BLOCK] * BLOCK + code % BLOCK]; equal blocks are one."""
    known, index, blocks = {}, [], []
    for start in range(0, CODES, BLOCK):
        block = tuple(value(code) for code in range(start, start + BLOCK))
        if block not in known:
            known[block] = len(known)
            blocks += block
        index.append(known[block])
    while index[-1] == index[-2]:  # what is beyond the end has the last value
        index.pop()
    small = len(known) <= 256
    print(f'\n/* {what} */')
    print_numbers(f'static const uint{8 if small else 16}_t {name}_index[]', index)
    print_numbers(f'static const uint8_t {name}_blocks[]', blocks)
    print(f'{name}: index {len(index) * (1 if small else 2)}, blocks {len(blocks)} bytes',
          file=sys.stderr)


def fold_runs():
    """Runs of capital letters with the same way to the small ones, each or each second."""
    way = {code: small - code for code, small in SMALL.items() if small != code}
    code, runs = 0, []
    while code < CODES:
        if code in way:
            step = 1 if way.get(code + 1) == way[code] else 2
            last = code
            while way.get(last + step) == way[code] and \
                    (step == 1 or last + 1 not in way):
                last += step
            runs.append((code, last, way[code], step))
            code = last
        code += 1
    return runs


def main():
    # nfc.c relies on it.
    assert not any(part in SPLIT for parts in SPLIT.values() for part in parts[1:])
    splits = sorted((code, *parts, *[0] * (2 - len(parts))) for code, parts in SPLIT.items())
    numbers = {split[0]: number for number, split in enumerate(splits)}
    pairs = [numbers[PAIRS[pair]] for pair in sorted(PAIRS)]

    print(f'/* Unicode {VERSION}, made by make_unicode_table.py. */')
    print(f'\n#define UNICODE_BLOCK {BLOCK}')
    print_stages('text', 'enum bp_code_class, and enum bp_code_cluster << 3.', text_property)
    print_stages('normal', 'A number of combining_classes[]; 64: NFC may change it.',
                 normal_property)
    print_numbers('static const uint8_t combining_classes[]', COMBINING_CLASSES)
    print('\n/* Canonical decompositions: the code << 42, its first part << 21, its second '
          '(0: none). */')
    print_numbers('static const uint64_t splits[]',
                  [code << 42 | one << 21 | two for code, one, two in splits], hex)
    print('\n/* Those of splits[] that are put together again, by their parts. */')
    print_numbers('static const uint16_t pairs[]', pairs)
    print('\n/* Capital letters, the way to their small ones, and 2 where it is every second. */')
    print_numbers('static const struct fold folds[]', fold_runs(),
                  '{{{0[0]:#x},{0[1]:#x},{0[2]},{0[3]}}}'.format)
    print(f'splits {8 * len(splits)}, pairs {2 * len(pairs)}, folds '
          f'{16 * len(fold_runs())} bytes', file=sys.stderr)


main()
