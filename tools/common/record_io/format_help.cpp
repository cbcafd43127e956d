#include "record_io/format_help.hpp"

#include <array>

namespace kpp::tools {
namespace {

constexpr std::array examples{
    FormatExample{R"(%k:%s\n)", R"(sensor_1:{"temperature":24.5}\n)"},
    FormatExample{R"(%T{rfc3339} %t[%p]@%o\n)",
                  R"(2026-05-01T10:00:00.123Z sensor-stream[2]@42\n)"},
    FormatExample{R"(%T{strftime:%Y-%m-%d %H:%M} %s\n)",
                  R"(2026-05-01 10:00 {"temperature":24.5}\n)"},
    FormatExample{R"(%h %K %S 100%%\n)", R"(unit=celsius,source=roof 8 20 100%\n)"},
    FormatExample{R"(%k{hex} %k{base64} %h{hex}\n)",
                  R"(73656e736f725f31 c2Vuc29yXzE= unit=63656c73697573,source=726f6f66\n)"},
    FormatExample{R"(%K{be16}%k%R%s)", R"(\x00\x08sensor_1\x00\x00\x00\x14{"temperature":24.5})"},
};

constexpr std::array headers{HeaderView{"unit", "celsius"}, HeaderView{"source", "roof"}};

constexpr std::string_view letters =
    R"(A format is text with fields in it. A field is a percent sign and a letter:

  %k        key                            {hex} {base64}
  %s or %v  value                          {hex} {base64}
  %h        headers, name=value,name=value {hex} {base64}, of each value
  %t        topic
  %p        partition                      {be16} {be32} {be64}
  %o        offset                         {be16} {be32} {be64}
  %K        size of the key                {be16} {be32} {be64}
  %S or %V  size of the value              {be16} {be32} {be64}
  %R        %S{be32}, as in kcat
  %T        timestamp in milliseconds      {be16} {be32} {be64} {ms} {s} {rfc3339} {strftime:PATTERN}
  %%        a percent sign

A modifier in braces may follow its letter: bytes as hexadecimal digits or base64, a number as 2, 4 or 8
big-endian bytes, a timestamp in seconds, by RFC 3339 or by a pattern of strftime(3). Times are UTC.

Escapes: \n \t \r \0, \xNN for the byte with these two hexadecimal digits, and a backslash before any other
sign that is no letter and no digit for that sign: \\ is a backslash, \{ a brace that begins no modifier.
)";

constexpr std::string_view reading = R"(
Reading (kafka-console-producer): a field ends where the text behind it begins, and the last one where the line
ends, unless --delimiter or a text at the end of the format says otherwise. Where %K or %S stands in front of %k
or %s, it says how many bytes that has, -1 for null; then, and with {be16}, {be32} or {be64}, one record begins
right behind the other, and any bytes may be in it. A negative or no partition or time is left to the client, and
an offset is passed over. --reader-property null.marker=TEXT: a key, value or header that is this text is null.
{strftime:...} is read by strptime(3).
)";

constexpr std::string_view printing = R"(
Printing (kafka-console-consumer): no newline is added. A key, value or header value that is null prints nothing,
or --formatter-property null.literal=TEXT; its size is -1. A record without a timestamp has the timestamp -1, and
no text. A time whose year has no four digits is printed as milliseconds by {rfc3339}. A number that has no room in
its bytes is an error. With a deserializer, what it makes of the bytes is printed, unless a modifier follows.
)";

}  // namespace

std::span<const FormatExample> format_examples() noexcept {
  return examples;
}

RecordFields format_sample() noexcept {
  RecordFields record;
  record.topic = "sensor-stream";
  record.partition = 2;
  record.offset = 42;
  record.timestamp = 1'777'629'600'123;
  record.timestamp_type = TimestampType::create_time;
  record.headers = headers;
  record.key = "sensor_1";
  record.value = R"({"temperature":24.5})";
  return record;
}

std::string format_help() {
  std::string text(letters);
  text += printing;
  text += reading;
  text += "\nExamples, each with what it prints of one record:\n";
  for (const FormatExample& example : examples) {
    text += "\n  --format '";
    text += example.format;
    text += "'\n      ";
    text += example.prints;
    text += '\n';
  }
  return text;
}

}  // namespace kpp::tools
