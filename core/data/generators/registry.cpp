#include <algorithm>
#include <array>

#include "core/data/generator.h"

namespace lantern {

extern const GeneratorType kBlobsGenerator;
extern const GeneratorType kCirclesGenerator;
extern const GeneratorType kLineGenerator;
extern const GeneratorType kMoonsGenerator;
extern const GeneratorType kPolynomialGenerator;

namespace {

// Sorted by name.
constexpr std::array kGenerators{&kBlobsGenerator, &kCirclesGenerator, &kLineGenerator,
                                 &kMoonsGenerator, &kPolynomialGenerator};

}  // namespace

std::span<const GeneratorType* const> generators() {
  return kGenerators;
}

const GeneratorType* find_generator(std::string_view name) {
  const auto found =
      std::find_if(kGenerators.begin(), kGenerators.end(),
                   [&](const GeneratorType* type) { return type->kind.name == name; });
  return found == kGenerators.end() ? nullptr : *found;
}

}  // namespace lantern
