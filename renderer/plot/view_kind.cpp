#include "renderer/plot/view_kind.h"

#include "renderer/plot/scales/scale_type.h"

namespace lantern {
namespace {

/// `form` is a definition of the schema.
Field special(std::string_view name, const Kind& form, std::string_view doc) {
  return described(name, FieldKind::special, doc, {.record = &form});
}

}  // namespace

const Kind& axis_kind() {
  static const Kind kind{
      "an axis",
      "A scale with its ticks.",
      {field<&AxisSpec::domain>(
           "domain",
           "The numbers at its ends, or its categories in their order; fitted to "
           "the data if absent."),
       field<&AxisSpec::scale>("scale", "How numbers are spread along it.",
                               {.fallback = "linear", .choices = scale_names()}),
       field<&AxisSpec::title>("title", "What it measures."),
       field<&AxisSpec::ticks>(
           "ticks",
           "Where its ticks are, and what they are called: [0, 1], {0: cold, 100: "
           "hot}; round numbers if absent."),
       field<&AxisSpec::format>("format", "How tick labels are written: .0%"),
       field<&AxisSpec::grid>("grid", "Whether lines cross the view at its ticks.",
                              {.fallback = "true"}),
       field<&AxisSpec::line>("line", "Whether the axis itself is drawn.", {.fallback = "true"}),
       field<&AxisSpec::arrow>("arrow", "Whether it ends in the head of an arrow.",
                               {.fallback = "false"})}};
  return kind;
}

const Kind& view_kind() {
  static const Kind each{"each", "Variables and their lists.", {}};
  static const Kind marks{"marks", "Names and marks.", {}};
  static const Kind kind{
      "a view",
      "A part of the canvas with axes of its own.",
      {field<&ViewSpecValues::title>("title", "Above the view."),
       field<&ViewSpecValues::x>("x", "The axis at its foot; marks can be placed without one.",
                                 {.record = &axis_kind()}),
       field<&ViewSpecValues::y>("y", "The axis at its left.", {.record = &axis_kind()}),
       field<&ViewSpecValues::legend>("legend",
                                      "Whether the looks of values are explained above the view.",
                                      {.fallback = "auto", .choices = {"auto", "none"}}),
       field<&ViewSpecValues::clip>("clip",
                                    "Whether its marks end at an axis that has a domain; false: "
                                    "they are drawn beyond it too.",
                                    {.fallback = "true"}),
       field<&ViewSpecValues::aspect>("aspect",
                                      "How wide the area within its axes is by its height: 1 is a "
                                      "square; all the room there is if absent.",
                                      {.least = 0.05, .most = 20}),
       field<&ViewSpecValues::columns>("columns",
                                       "Of a view with `each`: how many stand side by side.",
                                       {.least = 1, .most = 100}),
       special("each", each, "One view for each item of a list: {fold: cv.folds}."),
       special("marks", marks, "What is drawn: names and marks, the lowest first.")}};
  return kind;
}

}  // namespace lantern
