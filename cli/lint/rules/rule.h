#pragma once

#include <span>
#include <string>
#include <string_view>

#include "cli/films/film_job.h"

namespace lantern {

/// A film that is being checked, and where what is found goes.
struct LintContext {
  const Scene& scene;
  const FilmJob& job;
  Diagnostics& diagnostics;

  /// The place is that of the scene where what comes out of it has no other.
  void report(Severity severity, std::string_view code, std::string message,
              std::string hint = "") const {
    report_at(scene.spec().at, severity, code, std::move(message), std::move(hint));
  }
  /// Where the script says what goes on at this moment: the step that started last.
  Location place_at(double time) const {
    Location out = scene.spec().at;
    for (const StepSpan& step : scene.steps()) {
      if (step.start <= time) out = step.spec->at;
    }
    return out;
  }
  void report_at(const Location& at, Severity severity, std::string_view code, std::string message,
                 std::string hint = "") const {
    diagnostics.add({severity, code, at, std::move(message), std::move(hint)});
  }
};

/// One thing that is measured on a finished film.
struct LintRule {
  std::string_view name;  ///< the code of what it reports
  std::string_view doc;
  void (*check)(const LintContext& lint);
};

/// All rules, in the order in which what they find is told.
std::span<const LintRule* const> lint_rules();

}  // namespace lantern
