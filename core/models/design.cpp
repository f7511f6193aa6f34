#include "core/models/design.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/base/work.h"
#include "core/data/value_index.h"

namespace lantern {
namespace {

// Beyond it, squares are no numbers.
constexpr double kLargest = 1e100;

[[noreturn]] void fail_at_cell(const Table& table, const Column& column, size_t row,
                               std::string_view field, const RecordValue& record) {
  const std::string name = name_of(table, column);
  const bool missing = column.missing(row);
  fail(record, field,
       fmt::format("{}: column {} {}", place_of(table, row, name), in_quotes(name),
                   missing ? "has no value here" : "is infinite here, or too large to be squared"),
       missing ? "fill it in, or leave such rows out with `where`" : "");
}

/// As scikit-learn and pandas order them.
std::vector<std::string> levels_of(const Table& table, const Column& column,
                                   const RecordValue& record) {
  constexpr size_t kMostLevels = 1000;
  std::vector<std::string> out = column.distinct();
  if (out.size() > kMostLevels) {
    fail(record, "features",
         fmt::format("column {} has {} different texts; a column for each is too many",
                     in_quotes(name_of(table, column)), out.size()),
         fmt::format("features are numbers, or texts of which at most {} differ", kMostLevels));
  }
  std::sort(out.begin(), out.end());
  return out;
}

void check_interactions(const DesignFields& in, const RecordValue& record) {
  if (!in.interactions || !in.basis) return;
  fail(record, "interactions", "a basis makes columns of its own, and products are not among them",
       "basis: {polynomial: {degree: 2}} has products, or leave `basis` out");
}

}  // namespace

std::span<const double> finite_numbers(const Table& table, const Column& column,
                                       std::string_view field, const RecordValue& record) {
  if (column.type() == ColumnType::text) {
    fail(record, field,
         fmt::format("column {} holds texts, and numbers are wanted",
                     in_quotes(name_of(table, column))));
  }
  const auto numbers = column.numbers();
  for (size_t row = 0; row < numbers.size(); ++row) {
    if (!(std::fabs(numbers[row]) < kLargest)) fail_at_cell(table, column, row, field, record);
  }
  return numbers;
}

Design::Design(const DesignFields& in, const RecordValue& record) {
  check_interactions(in, record);
  for (const Column& column : in.features) {
    features_.push_back({name_of(*in.data, column), column.type() == ColumnType::text});
    if (features_.back().text) {
      features_.back().levels = levels_of(*in.data, column, record);
    }
  }
  if (in.basis) {
    std::vector<std::string> names;
    for (const Feature& feature : features_) {
      if (!feature.text) names.push_back(feature.name);
    }
    const Matrix features = numbers(*in.data, in.features, record);
    basis_ = find_basis(in.basis->kind)->learn(*in.basis, {features, names});
  }
  name_columns();
  if (in.interactions) name_products();
}

/// Names are the keys of coefficients: of two that would be alike, the second gets a number.
void Design::add_name(std::string name, size_t origin) {
  const std::string own = name;
  for (int i = 2; std::find(names_.begin(), names_.end(), name) != names_.end(); ++i) {
    name = fmt::format("{}_{}", own, i);
  }
  names_.push_back(std::move(name));
  origins_.push_back(origin);
}

void Design::name_columns() {
  if (basis_.at) {
    names_ = basis_.names;
    origins_.assign(names_.size(), 0);
  }
  for (size_t j = 0; j < features_.size(); ++j) {
    const Feature& feature = features_[j];
    if (!feature.text && !basis_.at) add_name(feature.name, j);
    for (size_t i = 1; i < feature.levels.size(); ++i) {
      add_name(feature.name + "_" + feature.levels[i], j);
    }
  }
}

void Design::name_products() {
  const size_t own = names_.size();
  for (size_t a = 0; a < own; ++a) {
    for (size_t b = a + 1; b < own; ++b) {
      if (origins_[a] == origins_[b]) continue;
      products_.emplace_back(a, b);
      add_name(names_[a] + ":" + names_[b], origins_[a]);
    }
  }
}

Matrix Design::numbers(const Table& table, const std::vector<Column>& features,
                       const RecordValue& record) const {
  std::vector<std::span<const double>> columns;
  for (size_t j = 0; j < features.size(); ++j) {
    if (!features_[j].text) {
      columns.push_back(finite_numbers(table, features[j], "features", record));
    }
  }
  return columns.empty() ? Matrix(table.rows(), 0) : Matrix::of_columns(columns);
}

void Design::indicate(const Table& table, const Column& column, const Feature& feature,
                      const RecordValue& record, size_t at, Matrix& out) const {
  const std::vector<size_t> places = ValueIndex(feature.levels).of_rows(column);
  for (size_t row = 0; row < table.rows(); ++row) {
    if (column.missing(row)) fail_at_cell(table, column, row, "features", record);
    if (places[row] >= feature.levels.size()) {
      fail(record, "features",
           fmt::format("{}: {} is no value of column {} that the model has learnt",
                       place_of(table, row, feature.name), in_quotes(column.text(row)),
                       in_quotes(feature.name)),
           fmt::format("it has learnt {}", join_and(feature.levels)));
    }
    if (places[row] > 0) out(row, at + places[row] - 1) = 1;
  }
}

void Design::multiply(Matrix& out) const {
  size_t into = names_.size() - products_.size();
  for (const auto& [a, b] : products_) {
    for (size_t i = 0; i < out.rows(); ++i) out(i, into) = out(i, a) * out(i, b);
    ++into;
  }
}

Matrix Design::matrix(const Table& table, const std::vector<Column>& features,
                      const RecordValue& record) const {
  spend(table.rows() * (names_.size() + 1) * 4);
  Matrix out(table.rows(), names_.size());
  size_t next = 0;
  if (basis_.at) {
    const Matrix made = basis_.at(numbers(table, features, record));
    std::copy(made.values().begin(), made.values().end(), out.values().begin());
    next = made.columns();
  }
  for (size_t j = 0; j < features_.size(); ++j) {
    if (features_[j].text) {
      indicate(table, features[j], features_[j], record, next, out);
      next += features_[j].levels.empty() ? 0 : features_[j].levels.size() - 1;
    } else if (!basis_.at) {
      const auto numbers = finite_numbers(table, features[j], "features", record);
      std::copy(numbers.begin(), numbers.end(), out.column(next++).begin());
    }
  }
  multiply(out);
  return out;
}

}  // namespace lantern
