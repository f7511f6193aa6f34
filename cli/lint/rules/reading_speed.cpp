#include <algorithm>

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

size_t signs_in(const RichText& text) {
  size_t out = 0;
  for (const TextSpan& span : text) out += signs_in(span.text, span.style);
  return out;
}

void check(const LintContext& lint) {
  if (lint.scene.spec().canvas.captions == Captions::none) return;
  for (const Cue& cue : lint.job.film().cues) {
    const double time = cue.end - cue.start;
    const double speed = double(signs_in(cue.spans)) / std::max(time, 1e-3);
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
