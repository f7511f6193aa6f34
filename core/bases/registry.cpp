#include <array>

#include "core/bases/basis.h"
#include "core/record/registry.h"

namespace lantern {

// Sorted by name. To add one, write its file and add its line here.
// clang-format off
#define BASES(_) \
  _(columns) \
  _(polynomial)
// clang-format on

#define DECLARE(name)              \
  namespace name##_basis {         \
    extern const BasisType kBasis; \
  }
#define ADDRESS(name) &name##_basis::kBasis,

BASES(DECLARE)

namespace {

constexpr auto kBases = std::to_array<const BasisType*>({BASES(ADDRESS)});

}  // namespace

std::span<const BasisType* const> bases() {
  return kBases;
}

const BasisType* find_basis(const Kind* kind) {
  return find_by_kind(kBases, kind);
}

KindList basis_kinds() {
  static const auto kKinds = kinds_of(kBases);
  return kKinds;
}

}  // namespace lantern
