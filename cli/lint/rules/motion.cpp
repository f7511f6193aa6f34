#include <fmt/format.h>

#include "cli/lint/rules/rule.h"

namespace lantern::motion_rule {
namespace {

constexpr double kLongest = 5;  // seconds, WCAG 2.2.2

void check(const LintContext& lint) {
  const Film& film = lint.job.film();
  if (film.duration <= kLongest) return;
  lint.report(
      Severity::warning, "motion",
      fmt::format("it moves for {:.1f} s: readers must be able to stop what moves by itself for "
                  "more than {} s (WCAG 2.2.2)",
                  film.duration, kLongest),
      "show the film with controls, or a picture that obeys prefers-reduced-motion: `lantern "
      "embed`");
}

}  // namespace

extern const LintRule kRule{"motion", "Films that readers must be able to stop.", check};

}  // namespace lantern::motion_rule
