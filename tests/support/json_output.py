"""What `--output json` may print: the JSON Schema files in tests/schemas, one for each tool, and one for its errors.

`kpp_test.ours` looks at every run, so a test of JSON output need not ask for it.
"""

import functools
import json
from pathlib import Path

import jsonschema

SCHEMAS = Path(__file__).resolve().parents[1] / "schemas"


@functools.lru_cache(maxsize=None)
def validator(name):
    """Of the schema file of that name; None where there is none."""
    file = SCHEMAS / f"{name}.json"
    if not file.is_file():
        return None
    schema = json.loads(file.read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def asked_for(words):
    return "--output=json" in words or ("--output", "json") in zip(words, words[1:])


def complaint(schema, line):
    """What is wrong with a line of output by that validator, or None."""
    try:
        document = json.loads(line)
    except ValueError as error:
        return f"not JSON ({error}): {line}"
    worst = jsonschema.exceptions.best_match(schema.iter_errors(document))
    return worst and f"{worst.json_path}: {worst.message[:400]}\nin {line[:2000]}"


def check(tool, words, out, err):
    """Raises AssertionError where a run with `--output json` printed what its schema does not have."""
    schema = validator(tool)
    if schema is None or not asked_for(words):
        return
    lines = out.splitlines()
    if len(lines) > 1:
        raise AssertionError(f"{tool} printed more than one object:\n{out[:2000]}")
    found = [complaint(schema, line) for line in lines]
    # Notes and warnings are plain sentences; an error is an object.
    found += [complaint(validator("error"), line) for line in err.splitlines() if line.startswith("{")]
    for each in filter(None, found):
        raise AssertionError(f"{tool} {' '.join(words)}\n{each}")
