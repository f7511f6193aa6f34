#pragma once

#include <string>
#include <vector>

#include "renderer/marks/common.h"

// What annotations share: what they stand at, the texts that they say, the two ends of what goes
// from one thing to another.

namespace lantern {

/// x, y, at, along, progress, group, pick: what a row of an annotation is about.
std::vector<Field> target_fields();

/// What a row is about: another mark's row, or a mere place.
Anchor target_of(const MarkInput& in, size_t row);

/// A text of its own.
struct NoteFields {
  LiveText text;
  std::optional<double> size;
  std::optional<int> weight;
  ColorChannel color;
  double wrap = 0;
};

template <class M>
std::vector<Field> note_fields(std::string_view wrap) {
  return {
      field<&M::text, M>("text", "What it says; {=expr:.2f} is a live value.", {.required = true}),
      field<&M::size, M>("size", "Font size; that of labels if absent.",
                         {.least = 4, .most = 400, .px = true}),
      field<&M::weight, M>("weight", "Font weight, 100 to 900.", {.least = 100, .most = 900}),
      field<&M::color, M>("color", "The text's colour.", {.fallback = "ink"}),
      field<&M::wrap, M>("wrap", "Breaks lines at this width, evenly; 0 does not.",
                         {.fallback = wrap, .least = 0, .px = true})};
}

/// A note's text as it is set, in its colour, and the width that is kept for it.
struct SetNote {
  ParagraphPtr text;
  Font font;
  Color color;
  double width = 0;
};
SetNote set_note(const MarkInput& in, const NoteFields& note, size_t row, const Color& color);

/// The spot of a note of this size that stands off what its row is about; `side`: auto, or one that
/// the author chose.
LabelSpot note_spot(const MarkInput& in, size_t row, std::string_view side, double distance,
                    double width, double height);

/// From one mark or place to another.
struct EndFields {
  NumberChannel x, y, x2, y2;
  std::optional<MarkRef> from, to;
};

template <class M>
std::vector<Field> end_fields() {
  return {field<&M::from, M>("from", "The mark that it starts at: dots, cells@a7."),
          field<&M::to, M>("to", "The mark that it ends at."),
          field<&M::x, M>("x", "Where it starts, without `from`.", {.axis = AxisName::x}),
          field<&M::y, M>("y", "Where it starts, without `from`.", {.axis = AxisName::y}),
          field<&M::x2, M>("x2", "Where it ends, without `to`.", {.axis = AxisName::x}),
          field<&M::y2, M>("y2", "Where it ends, without `to`.", {.axis = AxisName::y})};
}

/// Its ends for a row. A mark's end has its box, a place's is a point.
struct Ends {
  Anchor from, to;
};
Ends ends_of(const MarkInput& in, const EndFields& fields, size_t row);

}  // namespace lantern
