#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "cli/lint/rules/rule.h"
#include "core/base/text.h"

namespace lantern::reading_speed_rule {
namespace {

constexpr double kFastest = 20;  // characters a second, the usual limit of subtitles

/// Where the script says it.
Location place_of(const Cue& cue, const Scene& scene) {
  Location out = scene.spec().at;
  for (const StepSpan& step : scene.steps()) {
    if (step.spec->say && step.start <= cue.start) out = step.spec->say->at;
  }
  return out;
}

/// What is read of a formula: a command is one sign, as \cdot, and braces and carets are none.
size_t signs_of(std::string_view tex) {
  size_t out = 0;
  for (size_t i = 0; i < tex.size(); ++i) {
    const char c = tex[i];
    if (c == '\\') {
      while (i + 1 < tex.size() && std::isalpha(static_cast<unsigned char>(tex[i + 1]))) ++i;
      ++out;
    } else {
      out += std::string_view("{}^_&~ ").find(c) == std::string_view::npos;
    }
  }
  return out;
}

size_t signs_of(const RichText& text) {
  size_t out = 0;
  for (const TextSpan& span : text) {
    out += span.style.formula >= 0 ? signs_of(span.text) : code_points(span.text);
  }
  return out;
}

void check(const LintContext& lint) {
  if (lint.scene.spec().canvas.captions == Captions::none) return;
  for (const Cue& cue : lint.job.film().cues) {
    const double time = cue.end - cue.start;
    const double speed = double(signs_of(cue.spans)) / std::max(time, 1e-3);
    if (speed <= kFastest) continue;
    lint.report_at(
        place_of(cue, lint.scene), Severity::warning, "reading-speed",
        fmt::format("\"{}\" is shown for {:.1f} s: {:.0f} characters a second, more than {}",
                    cue.text, time, speed, kFastest),
        "say less, or hold longer");
  }
}

}  // namespace

extern const LintRule kRule{"reading-speed", "Captions that are gone before they can be read.",
                            check};

}  // namespace lantern::reading_speed_rule
