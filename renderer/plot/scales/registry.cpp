#include <algorithm>
#include <array>

#include "renderer/plot/scales/scale_type.h"

namespace lantern {

// The one that holds where a script is silent first. To add one, write its file and add its line
// here.
// clang-format off
#define SCALES(_) \
  _(linear) \
  _(log) \
  _(ordinal) \
  _(sqrt) \
  _(symlog) \
  _(time)
// clang-format on

#define DECLARE(name)              \
  namespace name##_scale {         \
    extern const ScaleType kScale; \
  }
#define ADDRESS(name) &name##_scale::kScale,

SCALES(DECLARE)

namespace {

constexpr auto kScales = std::to_array<const ScaleType*>({SCALES(ADDRESS)});

}  // namespace

std::span<const ScaleType* const> scale_types() {
  return kScales;
}

std::vector<std::string_view> scale_names() {
  std::vector<std::string_view> out;
  for (const ScaleType* type : kScales) {
    if (!type->named) out.push_back(type->name);
  }
  return out;
}

const ScaleType& scale_type(std::string_view name) {
  return **std::find_if(kScales.begin(), kScales.end(),
                        [&](const ScaleType* type) { return type->name == name; });
}

}  // namespace lantern
