#include "core/bases/basis.h"

namespace lantern::columns_basis {
namespace {

struct Columns {};

BasisFunctions learn(const Columns&, const RecordValue&, const BasisData& data) {
  return {data.names, 0, [](const Matrix& features) { return features; }};
}

}  // namespace

extern const BasisType kBasis;
const BasisType kBasis =
    basis<Columns, learn>({"columns", "The features as they are, as without a basis.", {}});

}  // namespace lantern::columns_basis
