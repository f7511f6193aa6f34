#include "cli/project/desk.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include <fmt/format.h>

#include "cli/project/tell.h"
#include "config/resources/resources.h"
#include "core/generators/generator.h"
#include "core/scene/evaluators/evaluators.h"
#include "core/spec/theme.h"
#include "renderer/effects/effect.h"
#include "renderer/frame/symbols.h"
#include "renderer/layouts/layout.h"
#include "renderer/marks/mark.h"
#include "renderer/paths/hatch.h"
#include "renderer/picture/read_picture.h"
#include "renderer/plot/view_kind.h"

namespace lantern {
namespace {

template <class Types>
KindList kinds_of(const Types& types) {
  static const std::vector<const Kind*> kinds = [&] {
    std::vector<const Kind*> out;
    for (const auto* type : types) out.push_back(&type->kind);
    return out;
  }();
  return kinds;
}

bool color_wanted() {
  const char* no_color = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  return isatty(STDERR_FILENO) && !(no_color && *no_color) &&
         !(term && std::string_view(term) == "dumb");
}

/// The codes, each once, the first few in the order of the script.
std::vector<std::string_view> codes_of(const std::vector<Diagnostic>& sorted) {
  constexpr size_t kMost = 4;
  std::vector<std::string_view> out;
  for (const Diagnostic& d : sorted) {
    if (out.size() < kMost && std::find(out.begin(), out.end(), d.code) == out.end())
      out.push_back(d.code);
  }
  return out;
}

/// The scene may be right, but not here: exit code 4.
bool is_policy(std::string_view code) {
  return code == "limit" || code == "refused-file";
}

/// What cannot be mended by what the message says.
void fit_to_safety(std::vector<Diagnostic>& all) {
  for (Diagnostic& diagnostic : all) {
    if (diagnostic.code == "missing-glyph")
      diagnostic.hint = "with --safe, fonts of the system are not used";
  }
}

}  // namespace

Vocabulary vocabulary(const std::string& resources) {
  Vocabulary out;
  out.models = kinds_of(scene_models());
  out.marks = mark_kinds();
  out.layouts = layout_kinds();
  out.generators = kinds_of(generators());
  out.effects = effect_kinds();
  out.view = &view_kind();
  out.shapes = shape_names();
  out.patterns = pattern_names();
  out.read_picture = read_picture;
  out.themes = list_themes(resources);
  out.glyphs = list_glyphs(resources);
  for (const std::string_view name : theme_color_names()) out.colors.emplace_back(name);
  return out;
}

Desk::Desk(const Options&) : resources(find_resources()), words(vocabulary(resources)) {}

bool Desk::may_go_on(const Options& options) const {
  return options.strict ? !diagnostics.has_warnings() : !diagnostics.has_errors();
}

int Desk::report(const Options& options) {
  const Diagnostics reported = std::exchange(diagnostics, {});
  std::vector<Diagnostic> sorted = reported.sorted();
  if (options.safe) fit_to_safety(sorted);
  if (options.strict) {
    for (Diagnostic& diagnostic : sorted) {
      if (diagnostic.severity == Severity::warning) diagnostic.severity = Severity::error;
    }
  }
  if (options.quiet) {
    std::erase_if(sorted, [](const Diagnostic& d) { return d.severity != Severity::error; });
  }
  const std::string text = options.json_diagnostics ? to_json_lines(sorted, sources)
                                                    : to_human(sorted, sources, color_wanted());
  std::fwrite(text.data(), 1, text.size(), stderr);
  const auto errors = std::count_if(sorted.begin(), sorted.end(), [](const Diagnostic& d) {
    return d.severity == Severity::error;
  });
  if (!options.json_diagnostics && errors > 1) tell("{} errors\n", errors);
  if (!options.json_diagnostics && !options.quiet && !sorted.empty()) {
    tell("for more: lantern explain {}\n", fmt::join(codes_of(sorted), " "));
  }
  for (const Diagnostic& diagnostic : sorted) {
    if (diagnostic.severity == Severity::error && is_policy(diagnostic.code)) return 4;
  }
  return errors > 0 ? 3 : 0;
}

}  // namespace lantern
