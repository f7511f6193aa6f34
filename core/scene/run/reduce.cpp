#include "core/scene/run/reduce.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/base/work.h"
#include "core/data/column_builder.h"
#include "core/expr/as_column.h"
#include "core/record/columns.h"

namespace lantern {
namespace {

/// So many cells are computed at once: enough that what is done for each such block does not count,
/// and few enough that they stay in the cache.
constexpr size_t kBlock = 8192;

/// The first or last of the rows [start, end).
Operand picked_of(Builtin::Picks picks, const Operand& value, size_t start, size_t end) {
  if (start == end) return none_of(value.type);
  if (!value.per_row) return value;
  return cell_of(value.column, picks == Builtin::Picks::first ? start : end - 1);
}

/// One value of the rows [start, end).
Operand reduced(const Builtin& function, const Operand& values, size_t start, size_t end,
                double parameter) {
  spend(end - start);
  if (function.picks != Builtin::Picks::none) return picked_of(function.picks, values, start, end);
  Operand out{function.result, false, 0, {}, {}};
  if (values.per_row) {
    out.number = function.reduce(values.column.numbers().subspan(start, end - start), parameter);
  } else {
    out.number = function.reduce(std::vector<double>(end - start, values.number), parameter);
  }
  return out;
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
  Results(const Builtin& function, ValueType type)
      : column_(column_type(function.picks != Builtin::Picks::none ? type : function.result)) {}

  void add(const Operand& one) {
    if (column_.type() == ColumnType::text) column_.add(one.text);
    else column_.add(one.number);
  }

  Operand take() { return Operand::of(column_.take()); }

 private:
  ColumnBuilder column_;
};

size_t rows_at_once(const InnerRun& inner, size_t inner_rows, size_t rows) {
  if (inner.alone) return 1;
  return std::clamp<size_t>(kBlock / std::max<size_t>(inner_rows, 1), 1, std::max<size_t>(rows, 1));
}

/// All rows around see the same values, and each has a parameter of its own.
Operand reduce_alike(const Builtin& function, const Operand& values, size_t size,
                     const Column& parameters) {
  const Column column = as_column(values, size);
  std::vector<double> out = function.reduce_each(column.numbers(), parameters.numbers());
  return Operand::of(function.result == ValueType::boolean ? Column::booleans(std::move(out))
                                                           : Column::numbers(std::move(out)));
}

}  // namespace

Operand reduce_rows(const Builtin& function, const Operand& value, size_t rows, double parameter) {
  return reduced(function, value, 0, value.per_row ? value.column.size() : rows, parameter);
}

Operand reduce_inner(const Builtin& function, const InnerRun& inner, const Operand& parameter,
                     size_t rows) {
  const bool differ = std::any_of(inner.around.begin(), inner.around.end(),
                                  [](const Operand& o) { return o.per_row; });
  const bool per_row = parameter.per_row || differ;
  const size_t count = per_row ? rows : 1, size = inner.table.rows();
  const size_t step = rows_at_once(inner, size, count);
  Block block(inner);
  const auto values_of = [&](size_t first, size_t together) {
    return size == 0 ? none_of(inner.type)
                     : inner.run(block.join(first, together), together * size);
  };
  if (!per_row) return reduced(function, values_of(0, 1), 0, size, parameter.number);
  if (!differ && function.reduce_each) {
    return reduce_alike(function, values_of(0, 1), size, parameter.column);
  }
  Results results(function, inner.type);
  Repeated blocks((count + step - 1) / step);
  for (size_t first = 0; first < count; first += step) {
    const size_t together = std::min(step, count - first);
    const Operand values = values_of(first, together);
    for (size_t i = 0; i < together; ++i) {
      const size_t start = values.per_row ? i * size : 0;
      results.add(reduced(function, values, start, start + size, parameter.number_at(first + i)));
    }
    blocks.done();
  }
  return results.take();
}

}  // namespace lantern
