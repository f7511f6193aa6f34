#pragma once

#include <string>
#include <vector>

#include "core/record/field_access.h"
#include "renderer/look/row_colors.h"
#include "renderer/look/row_words.h"
#include "renderer/marks/mark.h"
#include "renderer/paragraph/text_placing.h"

// Fields that several marks share, and the drawing that goes with them.

namespace lantern {

/// What a mark stands at, or moves along: another mark. Read by the stage, before the mark draws.
struct Standing {
  std::optional<MarkRef> at;
  std::optional<MarkRef> along;
  std::string group;
  std::string pick;

  const std::optional<MarkRef>& mark() const { return at ? at : along; }
};

/// Where the rows of a mark are. Read by the stage.
struct Placement : Standing {
  NumberChannel x, y;
  RecordValuePtr layout;
  NumberChannel progress;
  std::string side;
  NumberChannel dx, dy;
};

/// The mark that a layout's field names; null: none.
const MarkRef* mark_in(const RecordValue& layout);

/// A text that names something; the stage looks after it.
struct LabelText {
  std::optional<LiveText> label;
  std::optional<double> label_size;  ///< canvas units; the theme's if absent
};

/// Of a text whose reading changes: one that ends at its place grows away from it; others keep
/// their start, for a text that is centred anew whenever a number has another figure shakes.
double lead_of(Point anchor);

/// The letters of a mark's label.
Font label_font(const Theme& theme, const LabelText& mark);
/// The same of one that is set in another style of the theme.
Font label_font(const Theme& theme, const LabelText& mark, TypeStyle style);

/// A text that stands beside what it names.
struct LabelFields : LabelText {
  ChoiceChannel label_side;
  ColorChannel label_color;
};

/// The sides that something can stand at.
const std::vector<std::string_view>& sides();
/// The same and "auto".
const std::vector<std::string_view>& label_sides();

/// The direction of a side: −1, 0 or 1 each way.
Point direction_of(std::string_view side);

/// How items come and go. Read by the stage.
struct EnterFields {
  std::string effect;
  std::optional<MarkRef> from;
};
struct ExitFields {
  std::string effect;
};

/// What every mark has. `where` is read before there is a mark.
struct CommonFields {
  TablePtr data;
  RecordValuePtr enter;
  RecordValuePtr exit;
  std::string identity;
  std::optional<bool> clip;
  bool fixed = false;
  std::optional<double> trail;  ///< seconds
  int ghosts = 0;
};

EnterFields enter_of(const RecordValue& fields);
ExitFields exit_of(const RecordValue& fields);

/// data, where, enter, exit, identity, clip, fixed, trail, ghosts.
std::vector<Field> data_fields();
template <class M>
std::vector<Field> with_data_fields(std::vector<Field> own) {
  std::vector<Field> fields = data_fields();
  fields.insert(fields.end(), own.begin(), own.end());
  fields.push_back(field<&M::opacity, M>("opacity", "0 to 1, of each item as a whole.",
                                         {.fallback = "1", .least = 0, .most = 1}));
  return fields;
}

/// x, y, layout, at, pick, side, dx, dy.
std::vector<Field> placement_fields();

template <class M>
Field label_size_field() {
  return field<&M::label_size, M>("label_size", "The label's font size.",
                                  {.least = 4, .most = 400, .px = true});
}

template <class M>
std::vector<Field> label_fields() {
  return {
      field<&M::label, M>("label", "A text beside it."), label_size_field<M>(),
      field<&M::label_side, M>("label_side", "The side that the label stands at; auto: a free one.",
                               {.fallback = "auto", .choices = label_sides()}),
      field<&M::label_color, M>("label_color", "The label's colour.", {.fallback = "ink"})};
}

/// A channel's value for each row.
std::vector<double> rows_of(const NumberChannel& channel, size_t count);

/// Dashes for a line of this width: "solid", "dashed" or "dotted".
std::vector<double> dashes(std::string_view style, double width);

/// What a label names, and the side that it stands at unless something is there.
struct Labelled {
  Names names = Names::point;
  Box box;
  std::string_view side = "right";
  double opacity = 1;
  std::shared_ptr<const Path> outline{};  ///< of a region that is no rectangle
};

/// The styles of lines.
const std::vector<std::string_view>& line_styles();

/// The side that the script asks for, of a row's label.
std::string label_side_of(const MarkInput& in, const LabelFields& fields, size_t row);

/// A text of a mark in its place, between pixels unless it is on its way.
PlacedText place_text(const MarkInput& in, const ParagraphPtr& text, const TextPlacing& placing);

/// The label of a row.
void emit_label(const MarkInput& in, const LabelFields& fields, const Labelled& named, size_t row,
                MarkOutput& out);

/// Adds a text that the stage places. `home` is where it is drawn.
void add_label(MarkOutput& out, ItemPtr item, LabelSpot spot, Leader leader);

}  // namespace lantern
