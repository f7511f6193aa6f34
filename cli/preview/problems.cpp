#include "cli/preview/problems.h"

namespace lantern {
namespace {

using Json = nlohmann::ordered_json;

}  // namespace

Json location_json(const Location& at, const Sources& sources) {
  if (!at.known()) return nullptr;
  return {{"file", sources.name(at.file)},
          {"line", at.line},
          {"column", at.column},
          {"length", at.length},
          {"text", std::string(sources.line(at.file, at.line))}};
}

Json problems_json(const std::vector<Diagnostic>& diagnostics, const Sources& sources) {
  Json out = Json::array();
  for (const Diagnostic& one : diagnostics) {
    if (out.size() == Diagnostics::kMostShown) break;
    out.push_back({{"severity", name_of(one.severity)},
                   {"code", one.code},
                   {"message", one.message},
                   {"hint", one.hint},
                   {"at", location_json(one.at, sources)}});
  }
  return out;
}

Json problem_json(const std::string& message) {
  return Json::array(
      {{{"severity", "error"}, {"code", ""}, {"message", message}, {"hint", ""}, {"at", nullptr}}});
}

}  // namespace lantern
