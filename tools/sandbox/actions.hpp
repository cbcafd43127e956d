#pragma once
// The words of the command line that kafka-sandbox acts on, one file each.

#include <filesystem>

#include "command.hpp"

namespace kpp::tools::sandbox {

int start(const Options& options, Context& context, const std::filesystem::path& folder);
int stop(Context& context, const std::filesystem::path& folder);
int status(Context& context, const std::filesystem::path& folder);
int logs(const Options& options, Context& context, const std::filesystem::path& folder);
int env(Context& context, const std::filesystem::path& folder);

}  // namespace kpp::tools::sandbox
