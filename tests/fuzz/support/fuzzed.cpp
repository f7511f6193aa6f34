#include "tests/fuzz/support/fuzzed.h"

#include <algorithm>
#include <cstdlib>
#include <stdexcept>

#include "config/resources/resources.h"
#include "config/scene/load_scene.h"
#include "core/base/error.h"

namespace lantern::fuzz {

House::House()
    : desk(Options{}),
      theme(load_theme(desk.resources, "paper")),
      glyphs(load_glyphs(desk)),
      typesetter(formula_program(desk.resources)) {}

const House& house() {
  static const House instance;
  return instance;
}

bool modest(const std::string& text) {
  constexpr double kFew = 64, kBeyondLimits = 1e8;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] < '0' || text[i] > '9') continue;
    char* end = nullptr;
    const double value = std::strtod(text.c_str() + i, &end);
    const bool canvas_size = *end == 'x' || (i > 0 && text[i - 1] == 'x');
    if (value > kFew && value < kBeyondLimits && !canvas_size) return false;
    i = std::max(i, static_cast<size_t>(end - text.c_str()) - 1);
  }
  return true;
}

ReadScene read_input(const std::string& script, Desk& desk) {
  auto spec = read_scene("scene.yaml", script, "", desk.words, desk.sources, desk.diagnostics);
  if (!spec) return {};
  const auto is_file = [](const DataSpec& data) { return !data.csv.empty(); };
  if (std::any_of(spec->data.begin(), spec->data.end(), is_file)) return {true, nullptr};
  try {
    return {false,
            Scene::compile(std::move(*spec), desk.words, desk.sources, desk.diagnostics, {})};
  } catch (const LimitError& e) {
    desk.diagnostics.error("limit", {}, e.what());
    return {};
  }
}

void report(Desk& desk, bool failed) {
  if (failed && !desk.diagnostics.has_errors()) throw std::logic_error("it failed in silence");
  const auto sorted = desk.diagnostics.sorted();
  for (const Diagnostic& mistake : sorted) {
    if (mistake.message.empty()) throw std::logic_error("a mistake without words");
  }
  to_human(sorted, desk.sources);
  to_json_lines(sorted, desk.sources);
}

}  // namespace lantern::fuzz
