#include "core/scene/run/reduce.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/expr/as_column.h"

namespace lantern {
namespace {

/// So many cells are computed at once: enough that what is done for each such block does not count,
/// and few enough that they stay in the cache.
constexpr size_t kBlock = 8192;

Operand none_of(ValueType type) {
  return {type, false, std::nan(""), {}, {}};
}

/// The first or last of the rows [start, end).
Operand picked_of(Builtin::Picks picks, const Operand& value, size_t start, size_t end) {
  if (start == end) return none_of(value.type);
  if (!value.per_row) return value;
  return cell_of(value.column, picks == Builtin::Picks::first ? start : end - 1);
}

Operand number_of(const Builtin& function, double value) {
  return {function.result, false, value, {}, {}};
}

/// Several values as one a row.
Operand gathered(const std::vector<Operand>& values, ValueType type) {
  std::vector<double> numbers;
  std::vector<std::string> texts;
  for (const Operand& value : values) {
    if (type == ValueType::text) texts.push_back(value.text);
    else numbers.push_back(value.number);
  }
  if (type == ValueType::text) return Operand::of(Column::texts(texts));
  return Operand::of(type == ValueType::boolean ? Column::booleans(std::move(numbers))
                                                : Column::numbers(std::move(numbers)));
}

/// A block of rows around, each joined with all inner rows.
class Block {
 public:
  explicit Block(const InnerRun& inner) : inner_(inner), table_(inner.table) {}

  /// What the body reads in the `count` rows around from `first` on.
  const std::vector<Operand>& join(size_t first, size_t count) {
    if (count != count_) tile(count);
    std::vector<std::uint32_t> repeated;
    for (size_t row = first; row < first + count; ++row) {
      repeated.insert(repeated.end(), table_.rows(), static_cast<std::uint32_t>(row));
    }
    for (size_t i = 0; i < inner_.sources.size(); ++i) {
      const RowSource& source = inner_.sources[i];
      if (source.from != RowSource::From::around) continue;
      const Operand& value = inner_.around[size_t(source.place)];
      joined_[i] = value.per_row ? Operand::of(value.column.select(repeated)) : value;
    }
    return joined_;
  }

 private:
  /// The inner rows, one time after the other.
  void tile(size_t count) {
    count_ = count;
    std::vector<std::uint32_t> rows(count * table_.rows());
    for (size_t start = 0; start < rows.size(); start += table_.rows()) {
      std::iota(rows.begin() + std::ptrdiff_t(start),
                rows.begin() + std::ptrdiff_t(start + table_.rows()), 0u);
    }
    joined_.assign(inner_.sources.size(), {});
    for (size_t i = 0; i < inner_.sources.size(); ++i) {
      const RowSource& source = inner_.sources[i];
      using From = RowSource::From;
      if (source.from == From::column) {
        const Column& column = table_.columns()[size_t(source.place)];
        joined_[i] = Operand::of(count == 1 ? column : column.select(rows));
      } else if (source.from != From::around) {
        joined_[i] = Operand::of(names_of(source.from == From::key, rows));
      }
    }
  }

  Column names_of(bool keys, const std::vector<std::uint32_t>& rows) const {
    if (keys) {
      return Column::coded({rows.begin(), rows.end()}, table_.keys().names());
    }
    return Column::numbers({rows.begin(), rows.end()});
  }

  const InnerRun& inner_;
  const Table& table_;
  size_t count_ = 0;
  std::vector<Operand> joined_;
};

/// The values of the rows around, one after the other.
class Results {
 public:
  Results(const Builtin& function, ValueType type) : function_(function), type_(type) {}

  void add(const Operand& values, size_t start, size_t end, double parameter) {
    if (function_.picks != Builtin::Picks::none) {
      picked_.push_back(picked_of(function_.picks, values, start, end));
    } else if (values.per_row) {
      numbers_.push_back(
          function_.reduce(values.column.numbers().subspan(start, end - start), parameter));
    } else {
      const std::vector<double> alike(end - start, values.number);
      numbers_.push_back(function_.reduce(alike, parameter));
    }
  }

  Operand take(bool per_row) {
    if (function_.picks != Builtin::Picks::none) {
      return per_row ? gathered(picked_, type_) : std::move(picked_[0]);
    }
    if (!per_row) return number_of(function_, numbers_[0]);
    return Operand::of(function_.result == ValueType::boolean
                           ? Column::booleans(std::move(numbers_))
                           : Column::numbers(std::move(numbers_)));
  }

 private:
  const Builtin& function_;
  ValueType type_;
  std::vector<double> numbers_;
  std::vector<Operand> picked_;
};

size_t rows_at_once(const InnerRun& inner, size_t inner_rows, size_t rows) {
  if (inner.alone) return 1;
  return std::clamp<size_t>(kBlock / std::max<size_t>(inner_rows, 1), 1, std::max<size_t>(rows, 1));
}

}  // namespace

Operand reduce_rows(const Builtin& function, const Operand& value, size_t rows, double parameter) {
  const size_t count = value.per_row ? value.column.size() : rows;
  Results results(function, value.type);
  results.add(value, 0, count, parameter);
  return results.take(false);
}

Operand reduce_inner(const Builtin& function, const InnerRun& inner, const Operand& parameter,
                     size_t rows) {
  const bool per_row = parameter.per_row || std::any_of(inner.around.begin(), inner.around.end(),
                                                        [](const Operand& o) { return o.per_row; });
  const size_t count = per_row ? rows : 1, size = inner.table.rows();
  const size_t step = rows_at_once(inner, size, count);
  Block block(inner);
  Results results(function, inner.type);
  for (size_t first = 0; first < count; first += step) {
    const size_t together = std::min(step, count - first);
    const Operand values =
        size == 0 ? none_of(inner.type) : inner.run(block.join(first, together), together * size);
    for (size_t i = 0; i < together; ++i) {
      const size_t start = values.per_row ? i * size : 0;
      results.add(values, start, start + size, parameter.number_at(first + i));
    }
  }
  return results.take(per_row);
}

}  // namespace lantern
