#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/linalg/matrix.h"
#include "core/record/field.h"

namespace lantern {

/// What a linear model's numeric features are made into, learnt from the rows that it fits.
struct BasisFunctions {
  std::vector<std::string> names;  ///< of its columns
  /// So many of the first are as long as they like: where several fits are as good, the others'
  /// coefficients are the shortest, and only those are penalised.
  size_t free = 0;
  /// Rows × features to rows × columns.
  std::function<Matrix(const Matrix& features)> at;
};

/// The numeric features of the rows that a model fits; all values are finite.
struct BasisData {
  const Matrix& features;  ///< rows × features
  const std::vector<std::string>& names;
};

struct BasisType {
  Kind kind;
  /// Throws SceneError (see `fail`) where the fields do not fit the data.
  BasisFunctions (*learn)(const RecordValue& in, const BasisData& data) = nullptr;
};

/// Describes a basis by a struct of its fields and a function of that.
template <class In, BasisFunctions (*Learn)(const In&, const RecordValue&, const BasisData&)>
BasisType basis(Kind kind) {
  return {std::move(kind), [](const RecordValue& record, const BasisData& data) {
            return Learn(bind<In>(record), record, data);
          }};
}

/// All bases, sorted by name.
std::span<const BasisType* const> bases();

const BasisType* find_basis(const Kind* kind);

/// Their descriptions.
KindList basis_kinds();

}  // namespace lantern
