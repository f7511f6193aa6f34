#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/scene/run/program.h"
#include "core/spec/vocabulary.h"

namespace lantern {

/// A text with holes, bound.
struct LiveTextPlan {
  struct Piece {
    std::string literal;
    std::optional<Program> hole;
    NumberFormat format;
    bool bare = false;  ///< the script gives no format: a cell shows how it is written
    SpanStyle style;
    Readings readings{};  ///< of a hole; filled in by the compiler once it knows the film
  };
  std::vector<Piece> pieces;
  bool per_row = false;
  bool plain = true;  ///< nothing in it is set apart
  /// See `LiveText::film`; filled in likewise.
  std::shared_ptr<const RichText> film{};
  /// Of TeX; null for texts.
  std::shared_ptr<const std::vector<Location>> places{};
  /// Of TeX: what \cssId names, as a table of one row a part; null where it names nothing.
  TablePtr parts{};

  bool live() const;
  /// The texts of the holes at one moment; only where no hole is per row.
  std::vector<std::string> holes(const Evaluation& at) const;
  /// Those of them that should be numbers and are none.
  std::vector<NoNumber> none(const Evaluation& at) const;
  /// The whole text with these holes.
  RichText spans(const std::vector<std::string>& holes) const;
  std::string text(const std::vector<std::string>& holes) const;
};

class RecordPlan;

/// What becomes of a live number that is none at some moment, or out of its range.
enum class Unfit { refused, kept };

/// How one field's value is found at a moment.
struct FieldPlan {
  struct Columns {
    std::vector<std::string> names;
    LeafId choice = -1;  ///< a choice whose value names the columns instead
    bool one = false;    ///< a single column, not a list

    /// Those of the choice at this moment, where there is one.
    const std::vector<std::string>& names_at(const Evaluation& now) const;
  };
  struct Numbers {
    std::vector<std::variant<double, Program>> items;
  };
  struct Channel {
    Program program;
    Unit unit = Unit::data;
  };
  struct Look {  ///< a colour or glyph
    Program program;
    std::string name{};  ///< of the column; empty: computed
  };
  struct Key {  ///< of an address: constant, or computed
    TextChannel constant;
    std::optional<Program> computed;
    Location at;
  };
  struct Mark {
    int view = -1;
    int mark = -1;
    Key view_instance;
    Key mark_instance;
    Key row;
    std::string part{};
  };
  struct Function {  ///< of a place
    Program program;
    NodeId likely = -1;  ///< the model that is named alone, and whose probability it is
    SurfacePtr surface(const Evaluation& now) const;
  };
  std::variant<std::monostate, FieldValue, Program, Mark, TableRef, Columns, Numbers, Channel, Look,
               Function, std::shared_ptr<LiveTextPlan>, std::shared_ptr<const RecordPlan>>
      how;
  Location at;
};

/// A record of the script bound to the scene: evaluates to the values of its fields at a moment.
class RecordPlan {
 public:
  RecordPlan(const Kind* kind, Location at, std::vector<FieldPlan> fields,
             std::vector<LeafId> leaves)
      : kind_(kind), at_(at), fields_(std::move(fields)), leaves_(std::move(leaves)) {}

  const Kind* kind() const { return kind_; }
  const Location& at() const { return at_; }
  const std::vector<FieldPlan>& fields() const { return fields_; }
  const std::vector<LeafId>& leaves() const { return leaves_; }
  const FieldPlan* find(std::string_view field) const;

  /// The rows at hand: the table in the field `data`, as far as the field `where` lets it through.
  /// The named parts of its TeX where the record has no data; null where it has neither. With
  /// `filter` false, all of them.
  TablePtr rows(const Evaluation& at, bool filter = true) const;

  /// The named parts of its TeX, one a row; null where there are none.
  TablePtr parts() const;

  /// The fields' values, channels over `rows` (which may be null). Throws SceneError where a number
  /// is unfit and that is refused.
  RecordValue evaluate(const Evaluation& at, const TablePtr& rows,
                       Unfit unfit = Unfit::refused) const;

 private:
  const Kind* kind_;
  Location at_;
  std::vector<FieldPlan> fields_;
  std::vector<LeafId> leaves_;
};
using RecordPlanPtr = std::shared_ptr<const RecordPlan>;

}  // namespace lantern
