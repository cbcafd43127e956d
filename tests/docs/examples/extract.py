#!/usr/bin/env python3
"""Writes the examples of public headers as one C++ file, each as a function that includes what a reader would.

usage: extract.py OUT HEADER...
An example is an indented block of a `///` comment. A header without one is an error: every public header shows its use.
"""
import pathlib
import sys

INDENT = "///     "


def blocks(lines):
    """(line number, code lines) of each run of indented comment lines; an empty comment line inside a run belongs to it."""
    found = []
    for number, line in enumerate(lines, start=1):
        text = line.strip()
        if text.startswith(INDENT):
            if not (found and found[-1][2] == number - 1):
                found.append([number, [], number])
            found[-1][1].append(text[len(INDENT):])
            found[-1][2] = number
        elif text == "///" and found and found[-1][2] == number - 1:
            found[-1][1].append("")
            found[-1][2] = number
    return [(number, code) for number, code, _ in found]


def main():
    out, *headers = sys.argv[1:]
    parts = ['#include "docs/examples/reader.hpp"\n']
    for header in map(pathlib.Path, headers):
        examples = blocks(header.read_text(encoding="utf-8").splitlines())
        if not examples:
            sys.exit(f"{header}: no example")
        name = "".join(c if c.isalnum() else "_" for c in header.stem)
        for number, code in examples:
            # The compiler's complaints then name the header and its line.
            body = f'#line {number} "{header}"\n' + "\n".join(code)
            parts.append(f"int example_{name}_{number}() {{\n{body}\nreturn 0;\n}}\n")
    pathlib.Path(out).write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
