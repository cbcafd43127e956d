"""Reads Kafka messages with Kafka's own schema files, independently of the library under test.

The schema files are inside every kafka-clients jar, under common/message/.
"""

import json
import re
import struct
import zipfile


class Schemas:
    def __init__(self, jar):
        self.by_key = {}
        with zipfile.ZipFile(jar) as archive:
            for name in archive.namelist():
                if re.fullmatch(r"common/message/\w+(Request|Response)\.json", name):
                    message = json.loads(without_comments(archive.read(name).decode()))
                    self.by_key[message["apiKey"], message["type"]] = message

    def name(self, api_key):
        return self.by_key[api_key, "request"]["name"].removesuffix("Request")

    def is_flexible(self, api_key, version):
        return contains(self.by_key[api_key, "request"]["flexibleVersions"], version)

    def text_of_request(self, frame):
        """(api key, version, text) of a whole request frame without its length."""
        data = _Data(frame)
        api_key, version = data.number("h"), data.number("h")
        data.number("i")
        data.string(False)
        flexible = self.is_flexible(api_key, version)
        if flexible:
            data.skip_tags()
        return api_key, version, self._text(data, api_key, "request", version, flexible)

    def text_of_response(self, frame, api_key, version):
        data = _Data(frame)
        data.number("i")
        flexible = self.is_flexible(api_key, version)
        if flexible and api_key != 18:
            data.skip_tags()
        return self._text(data, api_key, "response", version, flexible)

    def _text(self, data, api_key, kind, version, flexible):
        message = self.by_key[api_key, kind]
        common = {c["name"]: c["fields"] for c in message.get("commonStructs", [])}
        lines = []
        _Walk(data, version, flexible, common, lines).fields("", message["fields"])
        if data.at != len(data.bytes):
            raise ValueError(f"{message['name']} v{version}: {len(data.bytes) - data.at} bytes left over")
        return "".join(line + "\n" for line in lines)


def without_comments(text):
    text = re.sub(r"(?m)^\s*//.*$", "", text)
    return re.sub(r"(?m)(?<=[,{\[\]}\s])//.*$", "", text)


def contains(versions, version):
    if versions is None or versions == "none":
        return False
    low, _, high = versions.removesuffix("+").partition("-")
    if versions.endswith("+"):
        return version >= int(low)
    return int(low) <= version <= int(high or low)


class _Data:
    def __init__(self, data):
        self.bytes, self.at = data, 0

    def take(self, size):
        if size < 0 or self.at + size > len(self.bytes):
            raise ValueError("ends too early")
        self.at += size
        return self.bytes[self.at - size : self.at]

    def number(self, form):
        return struct.unpack(">" + form, self.take(struct.calcsize(form)))[0]

    def varint(self):
        value = shift = 0
        while True:
            byte = self.number("B")
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
            shift += 7

    def length(self, compact, form):
        return self.varint() - 1 if compact else self.number(form)

    def string(self, compact):
        size = self.length(compact, "h")
        return None if size < 0 else self.take(size)

    def skip_tags(self):
        for _ in range(self.varint()):
            self.varint()
            self.take(self.varint())


NUMBERS = {"int8": "b", "int16": "h", "uint16": "H", "int32": "i", "int64": "q"}


class _Walk:
    def __init__(self, data, version, flexible, common, lines):
        self.data, self.version, self.flexible = data, version, flexible
        self.common, self.lines = common, lines

    def fields(self, path, fields):
        tagged = {}
        for field in fields:
            if not contains(field["versions"], self.version):
                continue
            where = f"{path}.{field['name']}" if path else field["name"]
            if contains(field.get("taggedVersions"), self.version):
                tagged[field["tag"]] = (where, field)
                default = field.get("default", "[]" if field["type"].startswith("[]") else "0")
                self.lines.append(f"{where} = {default}")
            else:
                self.value(where, field["type"], field)
        if not self.flexible:
            return
        for _ in range(self.data.varint()):
            tag, size = self.data.varint(), self.data.varint()
            end = self.data.at + size
            if tag in tagged:
                where, field = tagged[tag]
                at = next(i for i, line in enumerate(self.lines) if line.startswith(where + " = "))
                inner = _Walk(self.data, self.version, self.flexible, self.common, [])
                inner.value(where, field["type"], field)
                self.lines[at : at + 1] = inner.lines
            self.data.at = end

    def value(self, where, kind, field):
        say = lambda text: self.lines.append(f"{where} = {text}")
        if kind.startswith("[]"):
            count = self.data.length(self.flexible, "i")
            if count < 0:
                say("null")
            elif count == 0:
                say("[]")
            for i in range(count):
                self.value(f"{where}.{i}", kind[2:], {k: v for k, v in field.items() if k != "nullableVersions"})
        elif kind in NUMBERS:
            say(self.data.number(NUMBERS[kind]))
        elif kind == "float64":
            say(f"{self.data.number('d'):.6f}")
        elif kind == "bool":
            say("true" if self.data.number("B") else "false")
        elif kind == "uuid":
            say(self.data.take(16).hex())
        elif kind == "string":
            text = self.data.string(self.flexible)
            say("null" if text is None else _quoted(text))
        elif kind == "bytes":
            size = self.data.length(self.flexible, "i")
            say("null" if size < 0 else self.data.take(size).hex())
        else:
            if contains(field.get("nullableVersions"), self.version) and self.data.number("b") < 0:
                say("null")
            else:
                self.fields(where, field.get("fields") or self.common[kind])


def _quoted(text):
    plain = lambda byte: 0x20 <= byte < 0x7F and byte not in b'"\\'
    return '"' + "".join(chr(b) if plain(b) else f"\\x{b:02x}" for b in text) + '"'
