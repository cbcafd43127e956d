#include <doctest/doctest.h>

#include <array>

#include "docs.hpp"
#include "options/parse.hpp"

using namespace kpp::tools;

namespace {
constexpr std::array options{
    Option{.name = "topic",
           .argument = Argument::required,
           .placeholder = "TOPIC",
           .help = "The topic's name. More.",
           .complete = Complete::topic},
    Option{.name = "kind",
           .argument = Argument::required,
           .placeholder = "KIND",
           .help = "Which [kind]: it's one.",
           .complete = Complete::choice,
           .choices = "a|b"},
    Option{.name = "old-kind", .argument = Argument::required, .replaced_by = "kind"},
};
constexpr CommandSpec spec{.name = "kafka-test",
                           .summary = "Tests a thing",
                           .description = ".Starts with a dot. And goes on.\n\nC:\\path",
                           .options = options};
}  // namespace

TEST_SUITE("docs") {
  TEST_CASE("man pages escape what roff would act on") {
    const std::string page = man_page(spec);
    CHECK(page.find("\\&.Starts with a dot.\nAnd goes on.\n.Pp\nC:\\epath\n") != std::string::npos);
    CHECK(page.find(".It Fl \\-topic Ar \"TOPIC\"") != std::string::npos);
    CHECK(page.find("An old spelling of\n.Fl \\-kind .") != std::string::npos);
    CHECK(page.find(".It Fl \\-output") != std::string::npos);
  }
  TEST_CASE("completions offer current names only, and the values of each") {
    for (const std::string& text :
         {bash_completion(spec), zsh_completion(spec), fish_completion(spec)}) {
      CAPTURE(text);
      CHECK(text.find("topic") != std::string::npos);
      CHECK(text.find("a b") != std::string::npos);
      CHECK(text.find("kafka-topics") != std::string::npos);
    }
    CHECK(zsh_completion(spec).find("old-kind") == std::string::npos);
    CHECK(zsh_completion(spec).find("--kind=[Which \\[kind\\]\\: it'\\''s one]:KIND:(a b)") !=
          std::string::npos);
    CHECK(fish_completion(spec).find("old-kind") == std::string::npos);
    CHECK(fish_completion(spec).find("--description 'The topic\\'s name'") != std::string::npos);
  }
}
