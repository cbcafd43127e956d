#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "record_io/format_string.hpp"

using namespace kpp::tools;
using namespace std::string_literals;
using Field = FormatField;
using Form = FormatForm;

namespace {

std::vector<FormatPiece> parsed(std::string_view format) {
  const auto pieces = parse_format(format);
  CAPTURE(format);
  REQUIRE(pieces);
  return *pieces;
}

/// The text of a format that is one literal.
std::string literal(std::string_view format) {
  const auto pieces = parsed(format);
  REQUIRE(pieces.size() == 1);
  CHECK(pieces[0].field == Field::literal);
  return pieces[0].text;
}

std::string error(std::string_view format) {
  const auto pieces = parse_format(format);
  CAPTURE(format);
  REQUIRE_FALSE(pieces);
  return pieces.error();
}

FormatPiece field(std::string_view format) {
  const auto pieces = parsed(format);
  REQUIRE(pieces.size() == 1);
  CHECK(pieces[0].source == format);
  return pieces[0];
}

}  // namespace

TEST_SUITE("format strings") {
  TEST_CASE("kcat's letters") {
    const std::vector<std::pair<std::string_view, Field>> known{
        {"%k", Field::key},        {"%s", Field::value},     {"%v", Field::value},
        {"%t", Field::topic},      {"%p", Field::partition}, {"%o", Field::offset},
        {"%T", Field::timestamp},  {"%h", Field::headers},   {"%K", Field::key_size},
        {"%S", Field::value_size}, {"%V", Field::value_size}};
    for (const auto& [format, expected] : known) {
      CHECK(field(format).field == expected);
      CHECK(field(format).form == Form::text);
    }
    CHECK(field("%R").field == Field::value_size);
    CHECK(field("%R").form == Form::be32);
  }

  TEST_CASE("pieces keep their places, and literals run together") {
    const auto pieces = parsed("a%%\\t%k: %T{s}");
    REQUIRE(pieces.size() == 4);
    CHECK(pieces[0] == FormatPiece{Field::literal, Form::text, "a%\t", "a%%\\t", 1});
    CHECK(pieces[1] == FormatPiece{Field::key, Form::text, "", "%k", 6});
    CHECK(pieces[2] == FormatPiece{Field::literal, Form::text, ": ", ": ", 8});
    CHECK(pieces[3] == FormatPiece{Field::timestamp, Form::seconds, "", "%T{s}", 10});
  }

  TEST_CASE("escapes") {
    CHECK(literal(R"(\n\t\r\0\\\x41\xfF)") == "\n\t\r\0\\A\xff"s);
    CHECK(literal(R"(\{\}\"\ \%)") == "{}\" %");
    CHECK(error("ab\\q").find("\\q at position 3") != std::string::npos);
    CHECK(error("\\x4").find("\\x at position 1") != std::string::npos);
    CHECK(error("\\xg0").find("\\x at position 1") != std::string::npos);
    CHECK(error("\\x4g").find("\\x at position 1") != std::string::npos);
    CHECK(error("a\\").find("backslash at the end") != std::string::npos);
  }

  TEST_CASE("a brace behind a field is a modifier unless it is escaped") {
    CHECK(parsed(R"(%k\{hex})")[1].text == "{hex}");
    CHECK(parsed("{%k}")[2].text == "}");
    CHECK(error("%k{hex").find("brace at position 3 is not closed") != std::string::npos);
  }

  TEST_CASE("modifiers") {
    for (const std::string_view bytes : {"%k", "%s", "%v", "%h"}) {
      CHECK(field(std::string(bytes) + "{hex}").form == Form::hex);
      CHECK(field(std::string(bytes) + "{base64}").form == Form::base64);
    }
    for (const std::string_view number : {"%p", "%o", "%K", "%S", "%V", "%T"}) {
      CHECK(field(std::string(number) + "{be16}").form == Form::be16);
      CHECK(field(std::string(number) + "{be32}").form == Form::be32);
      CHECK(field(std::string(number) + "{be64}").form == Form::be64);
    }
    CHECK(field("%T{ms}").form == Form::text);
    CHECK(field("%T{rfc3339}").form == Form::rfc3339);
    CHECK(width_of(Form::be16) == 2);
    CHECK(width_of(Form::be32) == 4);
    CHECK(width_of(Form::be64) == 8);
    CHECK(width_of(Form::text) == 0);
  }

  TEST_CASE("patterns of strftime") {
    const FormatPiece time = field("%T{strftime:%Y-%m-%d \\} %-H%%}");
    CHECK(time.form == Form::strftime);
    CHECK(time.text == "%Y-%m-%d } %-H%%");
    CHECK(error("%T{strftime:%s}").find("unknown conversion %s") != std::string::npos);
    CHECK(error("%T{strftime:%Y%}").find("unknown conversion %") != std::string::npos);
    CHECK(error("%T{strftime:%10d}").find("unknown conversion %1") != std::string::npos);
    CHECK(error("%T{strftime:}").find("pattern of 1 to 100") != std::string::npos);
    CHECK(error("%T{strftime:" + std::string(101, 'x') + "}").find("1 to 100") !=
          std::string::npos);
  }

  TEST_CASE("errors name what is wrong and where") {
    CHECK(error("").find("empty") != std::string::npos);
    CHECK(error("100%").find("% at the end") != std::string::npos);
    CHECK(error("%k %q").find("%q at position 4") != std::string::npos);
    CHECK(error("%k{hux}").find("{hux} at position 3; it takes {hex} and {base64}") !=
          std::string::npos);
    CHECK(error("%o{hex}").find("it takes {be16}, {be32} and {be64}") != std::string::npos);
    CHECK(error("%t{hex}").find("it takes none") != std::string::npos);
    CHECK(error("%R{be16}").find("it takes none") != std::string::npos);
    CHECK(error("%k{be32}").find("{be32}") != std::string::npos);
    CHECK(error("%T{hex}").find("{strftime:...}") != std::string::npos);
    CHECK(error("%p{strftime:%Y}").find("takes no modifier") != std::string::npos);
  }
}
