#include <array>

#include "core/generators/generator.h"
#include "core/record/registry.h"

namespace lantern {

// Sorted by name. To add one, write its file and add its line here.
// clang-format off
#define GENERATORS(_) \
  _(blobs) \
  _(circles) \
  _(curve) \
  _(layers) \
  _(line) \
  _(moons) \
  _(polynomial)
// clang-format on

#define DECLARE(name)                      \
  namespace name##_generator {             \
    extern const GeneratorType kGenerator; \
  }
#define ADDRESS(name) &name##_generator::kGenerator,

GENERATORS(DECLARE)

namespace {

constexpr auto kGenerators = std::to_array<const GeneratorType*>({GENERATORS(ADDRESS)});

}  // namespace

std::span<const GeneratorType* const> generators() {
  return kGenerators;
}

const GeneratorType* find_generator(std::string_view name) {
  return find_by_name(kGenerators, name);
}

}  // namespace lantern
