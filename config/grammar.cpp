#include "config/grammar.h"

namespace lantern {
namespace {

Field key(std::string_view name, std::string_view doc, bool required = false) {
  Field f;
  f.name = name;
  f.doc = doc;
  f.kind = FieldKind::special;
  f.required = required;
  return f;
}

Field required(std::string_view name, std::string_view doc) { return key(name, doc, true); }

}  // namespace

const Kind& scene_grammar() {
  static const Kind kind{
      "the scene",
      "A script: one YAML document.",
      {required("lantern", "The version of the language: 1."),
       key("title", "What the picture is called; drawn at its top."),
       key("description", "What it shows, for those who cannot see it."),
       key("canvas", "Size, theme, layout and defaults."),
       key("meaning", "The one look that a value has in the whole scene."),
       key("params", "Named values that the timeline writes."),
       key("data", "Tables."),
       key("models", "What is computed from them."),
       required("views", "What is drawn."),
       key("timeline", "What happens, step by step.")}};
  return kind;
}

const Kind& canvas_grammar() {
  static const Kind kind{
      "canvas",
      "Size, theme, layout and defaults.",
      {key("size", "Width and height in canvas units: 960x540."),
       key("fps", "Frames a second: 30, or 30000/1001."),
       key("theme", "The theme: `lantern list themes`."),
       key("background",
           "The ground: a theme colour, \"#rrggbb\" or transparent; the theme's own if absent."),
       key("show_title", "Whether the title is drawn: true or false."),
       key("captions", "Where captions go: burn, track or both."),
       key("loop", "Whether pictures that move by themselves start again: true or false."),
       key("hold", "How long they hold their end before: 1.5s."),
       key("poster", "The moment whose picture stands for the film: 12s."),
       key("layout", "The one layout: rows of view names; `.` is an empty cell."),
       key("layouts", "Several layouts by name; the first one holds at the start."),
       key("columns", "Relative widths of the columns of `layout`."),
       key("rows", "Relative heights of the rows of `layout`."),
       key("step", "Defaults of every step: {for: 1s, ease: cubic_in_out}.")}};
  return kind;
}

const Kind& layout_grammar() {
  static const Kind kind{"a layout",
                         "Views in a grid.",
                         {required("cells", "Rows of view names; `.` is an empty cell."),
                          key("columns", "Relative widths of the columns."),
                          key("rows", "Relative heights of the rows.")}};
  return kind;
}

const Kind& step_defaults_grammar() {
  static const Kind kind{"step",
                         "Defaults of every step.",
                         {key("for", "How long a step lasts: 1s."),
                          key("ease", "How it moves: `lantern list easings`.")}};
  return kind;
}

const Kind& meaning_grammar() {
  static const Kind kind{"a meaning",
                         "The look of a value.",
                         {key("color", "A theme colour or \"#rrggbb\"."),
                          key("glyph", "A glyph: `lantern list glyphs`."),
                          key("text", "How the value reads in legends and texts.")}};
  return kind;
}

const Kind& param_grammar() {
  static const Kind kind{
      "a param",
      "A named value that the timeline writes.",
      {key("value", "The value at the start."),
       key("type", "real (the default), count, choice or key."),
       key("range", "The least and the most: [0, 1]."),
       key("one_of", "What a choice can be: a list of names, or a map from names to columns."),
       key("of", "The table whose keys a key can be.")}};
  return kind;
}

const Kind& data_grammar() {
  static const Kind kind{
      "a table",
      "A table read from a file, written in the script, or generated.",
      {key("csv", "A CSV file, relative to the script."),
       key("rows", "Rows: maps, lists (with `columns`) or single values."),
       key("columns", "Names for rows that are lists or single values."),
       key("generate", "A generator: `lantern list generators`."),
       key("key", "The column that names the rows, or several."),
       key("derive", "New columns: {name: =expression over the row}.")}};
  return kind;
}

const Kind& step_grammar() {
  static const Kind kind{
      "a step",
      "What happens at one place of the timeline.",
      {key("say", "The caption from here on."),
       key("set", "Values that jump; the picture tweens to them over `for`."),
       key("animate", "Numbers that move over `for`: {threshold: 0.9}."),
       key("change", "Fields of marks and views from here on; the picture tweens."),
       key("record", "Rows that are added to tables of the script: {log: score@train}."),
       key("show", "Marks that enter."),
       key("hide", "Marks that leave."),
       key("highlight", "Marks that stand out while the rest dims."),
       key("layout", "The canvas layout from here on."),
       key("for", "How long it lasts: 1.5s."),
       key("ease", "How it moves."),
       key("effect", "How marks enter or leave: `lantern list effects`."),
       key("delay", "Starts later, or, if negative, earlier than the step before ends."),
       key("at", "Starts at this time of the film."),
       key("stagger", "Rows follow each other at this distance."),
       key("order", "In which order they follow: =expression over the row."),
       key("loop", "How many times the animation runs, each over `for`."),
       key("where", "Only these rows: =condition."),
       key("hold", "Waits after it."),
       key("section", "Starts a section with this name."),
       key("together", "Steps that run at the same time."),
       key("sequence", "Steps that run one after another, inside `together`."),
       key("each", "Variables for `steps`."),
       key("steps", "Steps that are repeated for each.")}};
  return kind;
}

const Kind& say_grammar() {
  static const Kind kind{"say",
                         "A caption.",
                         {required("text", "The caption."),
                          key("when", "When its holes are filled in: start, or end (the default).")}};
  return kind;
}

}  // namespace lantern
