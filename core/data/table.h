#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/data/column.h"
#include "core/data/number_slips.h"

namespace lantern {

/// A column of texts that are numbers but for a few.
struct NumberSlip {
  std::string text;     ///< of the first cell that is none
  std::string at;       ///< "flowers.csv:14:3"
  Measures measures{};  ///< whether all cells are such
};

struct ColumnDecl {
  std::string name;
  ColumnType type = ColumnType::number;
  std::shared_ptr<const NumberSlip> slip = nullptr;
  /// Of a column of few texts: those that it holds.
  std::shared_ptr<const std::vector<std::string>> texts = nullptr;
  bool given = false;   ///< in the data, not made by a model
  std::string maker{};  ///< the model whose column it is, if it took the place of one of the data

  friend bool operator==(const ColumnDecl& a, const ColumnDecl& b) {
    return a.name == b.name && a.type == b.type;
  }
};
using Schema = std::vector<ColumnDecl>;

/// The names of a table's rows: unique, immutable, shared. Many are made when they are first looked
/// at, by whichever thread looks: few models' rows are ever called by their names.
class Keys {
 public:
  Keys() = default;
  /// `names` must be unique (see `first_duplicate`).
  explicit Keys(std::vector<std::string> names);
  /// So many names, made later; about how many bytes they will take.
  Keys(size_t count, size_t bytes, std::function<std::vector<std::string>()> make);
  /// "1" … "n".
  static Keys numbered(size_t count);

  size_t size() const { return size_; }
  const std::string& operator[](size_t row) const { return (*names())[row]; }
  /// Null where there are no keys at all.
  const std::shared_ptr<const std::vector<std::string>>& names() const;
  std::optional<size_t> find(std::string_view key) const;
  /// The same, for a key that may well be that of the row `likely`.
  std::optional<size_t> find(std::string_view key, size_t likely) const;
  /// The row whose key is the number: in its shortest form, else the only one that writes it so
  /// ("1.0", "007").
  std::optional<size_t> find(double key) const;
  Keys select(std::span<const std::uint32_t> rows) const;
  Keys select(const RowPlaces& rows) const;
  size_t bytes() const;

 private:
  struct Body;
  size_t size_ = 0;
  std::shared_ptr<Body> body_;
};

/// The row of the second of two equal names.
std::optional<size_t> first_duplicate(std::span<const std::string> names);

/// Where a table's rows were read: for messages such as "flowers.csv:14:3".
struct Origin {
  std::string file;                   ///< as the script names it; empty for computed tables
  std::vector<std::int32_t> lines;    ///< one a row
  std::map<std::string, int> fields;  ///< the 1-based field of each column in the file
  /// For text columns that are nearly all numbers: the first row whose cell is none.
  std::map<std::string, size_t> not_a_number;
  /// Where those stand, of tables in a script.
  std::map<std::string, std::string> places;
};

/// An immutable table with named rows. Filters, sorts and joins keep the names of the rows of the
/// table that they started from.
class Table {
 public:
  Table() = default;
  /// All columns have as many rows as there are keys.
  Table(std::string key_name, Keys keys, std::vector<std::string> names,
        std::vector<Column> columns);

  /// A table that is made when it is first looked into, once, by whichever thread looks. Until then
  /// it takes about so many bytes.
  static Table later(size_t bytes, std::function<Table()> make);

  size_t rows() const { return keys().size(); }
  const Keys& keys() const { return made().keys_; }
  /// The column that names the rows; empty where they are just numbered.
  const std::string& key_name() const { return made().key_name_; }
  const std::vector<std::string>& names() const { return made().names_; }
  const std::vector<Column>& columns() const { return made().columns_; }
  Schema schema() const;

  std::optional<size_t> find(std::string_view column) const;
  /// The column must exist.
  const Column& column(std::string_view name) const;

  Table select(std::span<const std::uint32_t> rows) const;
  Table select(const RowPlaces& rows) const;
  /// With one more column, or with that column replaced.
  Table with(std::string name, Column column) const;

  const std::shared_ptr<const Origin>& origin() const { return made().origin_; }
  void set_origin(std::shared_ptr<const Origin> origin);

  /// The row that a growing trace is on its way to, and how far it has got (0…1): a line is drawn
  /// up to there, while every number still belongs to a whole step.
  struct Ahead {
    std::shared_ptr<const Table> row;
    double fraction = 0;
  };
  const std::optional<Ahead>& ahead() const { return made().ahead_; }
  void set_ahead(std::optional<Ahead> ahead);

  /// As of now, where it is made later.
  size_t bytes() const;
  bool is_later() const { return later_ != nullptr; }

 private:
  struct Later;
  const Table& made() const { return later_ ? made_later() : *this; }
  const Table& made_later() const;

  std::string key_name_;
  Keys keys_;
  std::vector<std::string> names_;
  std::vector<Column> columns_;
  std::shared_ptr<const Origin> origin_;
  std::optional<Ahead> ahead_;
  std::shared_ptr<Later> later_;  // null: the rows are here
};
using TablePtr = std::shared_ptr<const Table>;

}  // namespace lantern
