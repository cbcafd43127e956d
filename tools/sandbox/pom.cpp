#include "sandbox/pom.hpp"

#include <array>
#include <string_view>

namespace kpp::tools::sandbox {
namespace {

struct Artifact {
  std::string_view group;
  std::string_view name;
};

// kafka-tools brings Connect and its web server along, half of the download, and none of the tools
// that a sandbox is for needs them. log4j 1 is replaced by its maintained successor.
constexpr std::array unwanted{
    Artifact{"org.apache.kafka", "connect-api"},
    Artifact{"org.apache.kafka", "connect-file"},
    Artifact{"org.apache.kafka", "connect-json"},
    Artifact{"org.apache.kafka", "connect-runtime"},
    Artifact{"org.apache.kafka", "connect-transforms"},
    Artifact{"com.fasterxml.jackson.jakarta.rs", "*"},
    Artifact{"com.fasterxml.jackson.jaxrs", "*"},
    Artifact{"javax.activation", "*"},
    Artifact{"javax.xml.bind", "*"},
    Artifact{"org.eclipse.jetty", "*"},
    Artifact{"org.glassfish.jersey.containers", "*"},
    Artifact{"org.glassfish.jersey.inject", "*"},
    Artifact{"log4j", "log4j"},
    Artifact{"org.slf4j", "slf4j-log4j12"},
};

std::string identity(const Artifact& artifact) {
  return "<groupId>" + std::string(artifact.group) + "</groupId><artifactId>" +
         std::string(artifact.name) + "</artifactId>";
}

std::string dependency(const Artifact& artifact, std::string_view version) {
  std::string text = "    <dependency>" + identity(artifact) + "<version>" + std::string(version) +
                     "</version>\n      <exclusions>\n";
  for (const Artifact& other : unwanted)
    text += "        <exclusion>" + identity(other) + "</exclusion>\n";
  return text + "      </exclusions>\n    </dependency>\n";
}

}  // namespace

std::string pom(const KafkaVersion& version) {
  std::string text =
      "<project xmlns=\"http://maven.apache.org/POM/4.0.0\">\n"
      "  <modelVersion>4.0.0</modelVersion>\n"
      "  <groupId>kpp</groupId>\n"
      "  <artifactId>kafka-sandbox</artifactId>\n"
      "  <version>1</version>\n"
      "  <packaging>pom</packaging>\n"
      "  <dependencies>\n";
  text += dependency({"org.apache.kafka", "kafka_2.13"}, version.text);
  text += dependency({"org.apache.kafka", "kafka-tools"}, version.text);
  // Kafka's artifacts leave the choice of a log to whoever runs them.
  text += version.logs_with_log4j2()
              ? dependency({"org.apache.logging.log4j", "log4j-slf4j-impl"}, "2.25.4")
              : dependency({"org.slf4j", "slf4j-reload4j"}, "1.7.36");
  return text + "  </dependencies>\n</project>\n";
}

}  // namespace kpp::tools::sandbox
