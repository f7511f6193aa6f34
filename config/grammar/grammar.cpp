#include "config/grammar/grammar.h"

#include "config/grammar/key.h"

namespace lantern {
namespace {

using grammar::key;

}  // namespace

const Kind& scene_grammar() {
  static const Kind kind{
      "the scene",
      "A script: one YAML document.",
      {key("lantern", "version", "The version of the language: 1.", {.required = true}),
       key("title", "text", "What the picture is called; drawn at its top."),
       key("description", "text", "What it shows, for those who cannot see it."),
       key("canvas", "", "Size, theme, layout and defaults.", {.record = &canvas_grammar()}),
       key("glyphs", "glyph_files", "Glyphs of its own: names and files beside it, SVG or YAML."),
       key("meaning", "meanings", "The one look that a value has in the whole scene."),
       key("params", "params", "Named values that the timeline writes."),
       key("values", "values", "Named live values: {risk: =sigmoid(a*t)}."),
       key("functions", "functions", "Functions of your own: {loss(p): =-log(p)}."),
       key("data", "tables", "Tables."), key("models", "models", "What is computed from them."),
       key("views", "views", "What is drawn.", {.required = true}),
       key("timeline", "steps", "What happens, step by step.")}};
  return kind;
}

const Kind& canvas_grammar() {
  static const Kind kind{
      "canvas",
      "Size, theme, layout and defaults.",
      {key("size", "size", "Width and height in canvas units: 960x540.", {.fallback = "960x540"}),
       key("fps", "rate", "Frames a second: 30, or 30000/1001.", {.fallback = "30"}),
       key("theme", "theme", "The theme: `lantern list themes`.", {.fallback = "paper"}),
       key("background", "ground",
           "The ground: a theme colour, \"#rrggbb\" or transparent; the theme's own if absent."),
       key("show_title", "flag", "Whether the title is drawn: true or false.",
           {.fallback = "true"}),
       key("captions", "",
           "Where captions go: into the picture, into a track of the file, both, or neither; what "
           "suits the format if absent.",
           {.choices = {"burn", "track", "both", "none"}}),
       key("loop", "flag", "Whether pictures that move by themselves start again: true or false.",
           {.fallback = "true"}),
       key("hold", "time", "How long they hold their end before: 1.5s.", {.fallback = "1.5s"}),
       key("poster", "time", "The moment whose picture stands for the film: 12s."),
       key("first", "first",
           "The moment whose picture GIF, WebP and APNG begin with, for hosts that show that one "
           "alone: 12s, or poster."),
       key("language", "text", "The language of its texts: de, pt-BR."),
       key("layout", "one_layout",
           "The one layout: rows of view names; `.` is an empty cell. {wide: …, tall: …} by "
           "shape."),
       key("layouts", "layouts", "Several layouts by name; the first one holds at the start."),
       key("columns", "weights", "Relative widths of the columns of `layout`."),
       key("rows", "weights", "Relative heights of the rows of `layout`."),
       key("step", "", "Defaults of every step: {for: 1s, ease: cubic_in_out}.",
           {.record = &step_defaults_grammar()})}};
  return kind;
}

const Kind& layout_grammar() {
  static const Kind kind{
      "a layout",
      "Views in a grid.",
      {key("cells", "cells", "Rows of view names; `.` is an empty cell.", {.required = true}),
       key("columns", "weights", "Relative widths of the columns."),
       key("rows", "weights", "Relative heights of the rows.")}};
  return kind;
}

const Kind& layout_shapes_grammar() {
  static const Kind kind{
      "a layout by shape",
      "A layout for each shape of picture; those without are made of `wide`.",
      {key("wide", "grid", "Of pictures that are wider than high.", {.required = true}),
       key("square", "grid", "Of about square ones."),
       key("tall", "grid", "Of pictures that are higher than wide.")}};
  return kind;
}

const Kind& step_defaults_grammar() {
  static const Kind kind{
      "step",
      "Defaults of every step.",
      {key("for", "time", "How long a step lasts: 1s.", {.fallback = "1s"}),
       key("ease", "", "How it moves: `lantern list easings`.", {.kind = FieldKind::ease})}};
  return kind;
}

const Kind& meaning_grammar() {
  static const Kind kind{"a meaning",
                         "The look of a value.",
                         {key("color", "meaning_color", "A theme colour or \"#rrggbb\"."),
                          key("glyph", "glyph", "A glyph: `lantern list glyphs`."),
                          key("shape", "shape", "The shape of its dots."),
                          key("pattern", "pattern", "What bars and regions of it are filled with."),
                          key("text", "text", "How the value reads in legends and texts.")}};
  return kind;
}

const Kind& param_grammar() {
  static const Kind kind{
      "a param",
      "A named value that the timeline writes.",
      {key("value", "constant", "The value at the start."),
       key("type", "", "What its values are; `one_of` makes it a choice.",
           {.fallback = "real", .choices = {"real", "count", "choice", "key"}}),
       key("range", "ends", "The least and the most: [0, 1]."),
       key("one_of", "options",
           "What a choice can be: a list of names, or a map from names to columns."),
       key("of", "name", "The table whose keys a key can be.")}};
  return kind;
}

const Kind& data_grammar() {
  static const Kind kind{
      "a table",
      "A table read from a file, written in the script, or generated.",
      {key("csv", "text",
           "A CSV file, relative to the script; its header may use semicolons or tabs."),
       key("json", "text", "A JSON file, relative to the script: a list of objects, one a row."),
       key("rows", "rows", "Rows: maps, lists (with `columns`) or single values."),
       key("columns", "names", "Names for rows that are lists or single values."),
       key("generate", "generator", "A generator: `lantern list generators`."),
       key("key", "key_columns", "The column that names the rows, or several."),
       key("derive", "derived", "New columns: {name: =expression over the row}."),
       key("each", "each", "One for each item of a list: {r: 1..15}.")}};
  return kind;
}

const Kind& loop_grammar() {
  static const Kind kind{
      "loop",
      "How an animation is repeated.",
      {key("times", "times", "How many times.", {.fallback = "1", .least = 1, .most = kMostLoops}),
       key("back", "flag",
           "Whether each of them goes back again, to where it began, for as long: "
           "true or false.",
           {.fallback = "false"})}};
  return kind;
}

const Kind& camera_grammar() {
  static const Kind kind{
      "camera",
      "Where the camera goes.",
      {key("to", "camera_to", "What it goes to: a mark, a row of one, a view, or all.",
           {.required = true}),
       key("zoom", "zoom", "How many times as large things are: 2.5; as suits it if absent.",
           {.least = 1, .most = kMostZoom}),
       key("inset", "", "The corner of a small picture that shows where one is.",
           {.fallback = "none",
            .choices = {"none", "top_left", "top_right", "bottom_left", "bottom_right"}})}};
  return kind;
}

const Kind& say_grammar() {
  static const Kind kind{"say",
                         "A caption.",
                         {key("text", "text", "The caption.", {.required = true}),
                          key("when", "", "When its holes are filled in.",
                              {.fallback = "end", .choices = {"start", "end"}})}};
  return kind;
}

}  // namespace lantern
