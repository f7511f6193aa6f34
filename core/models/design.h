#pragma once

#include <string>
#include <vector>

#include "core/bases/basis.h"
#include "core/record/fail.h"

namespace lantern {

/// Fields of models that are linear in columns made of their features.
struct DesignFields {
  TablePtr data;
  std::vector<Column> features;
  bool interactions = false;
  RecordValuePtr basis;
};

/// The columns that a linear model sees of its features, learnt from the rows that it fits: numbers
/// and truths as they are or by a basis, a text as indicators of its values but the first, then
/// products of columns of different features.
class Design {
 public:
  /// Fails (see `fail`) at the field "features" where a value is missing or infinite, and where the
  /// basis cannot be had.
  Design(const DesignFields& in, const RecordValue& record);

  const std::vector<std::string>& names() const { return names_; }
  /// Of these, so many first count in no length and no penalty.
  size_t free() const { return basis_.free; }
  /// Rows × names, of the rows that it learnt from, or of others with features of those names.
  Matrix matrix(const Table& table, const std::vector<Column>& features,
                const RecordValue& record) const;
  size_t bytes() const { return 64 * (names_.size() + features_.size()); }

 private:
  struct Feature {
    std::string name;
    bool text = false;
    std::vector<std::string> levels{};  // of a text, sorted
  };
  void name_columns();
  void name_products();
  void add_name(std::string name, size_t origin);
  Matrix numbers(const Table& table, const std::vector<Column>& features,
                 const RecordValue& record) const;
  /// Writes the indicators of a text, from the column `at` on.
  void indicate(const Table& table, const Column& column, const Feature& feature,
                const RecordValue& record, size_t at, Matrix& out) const;
  void multiply(Matrix& out) const;

  std::vector<Feature> features_;
  BasisFunctions basis_;  // without `at`: the features stay as they are
  std::vector<std::string> names_;
  std::vector<size_t> origins_;                      // of columns: their features
  std::vector<std::pair<size_t, size_t>> products_;  // of columns
};

/// The numbers of a column that is one, all of them finite. Fails at the field where they are not.
std::span<const double> finite_numbers(const Table& table, const Column& column,
                                       std::string_view field, const RecordValue& record);

}  // namespace lantern
