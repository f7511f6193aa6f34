#include <array>

#include "cli/lint/rules/rule.h"

namespace lantern {

// In the order in which they are told. To add one, write its file and add its line here.
// clang-format off
#define LINT_RULES(_) \
  _(motion) \
  _(reading_speed) \
  _(contrast) \
  _(color_vision) \
  _(flashes)
// clang-format on

#define DECLARE(name)            \
  namespace name##_rule {        \
    extern const LintRule kRule; \
  }
#define ADDRESS(name) &name##_rule::kRule,

LINT_RULES(DECLARE)

namespace {

constexpr auto kRules = std::to_array<const LintRule*>({LINT_RULES(ADDRESS)});

}  // namespace

std::span<const LintRule* const> lint_rules() {
  return kRules;
}

}  // namespace lantern
