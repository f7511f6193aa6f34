#include "core/spec/diagnostics.h"

namespace lantern {

const std::vector<DiagnosticCode>& diagnostic_codes() {
  // Sorted by code; one line each.
  static const std::vector<DiagnosticCode> kCodes{
      {"ambiguous-name", "A name that means more than one thing where it stands."},
      {"bad-color", "Neither the name of a colour nor \"#rrggbb\"."},
      {"bad-layout", "A canvas layout that is no grid of rectangles."},
      {"bad-name", "A word that cannot be used as a name."},
      {"control-character", "An escape in double quotes that makes a control character."},
      {"cycle", "Models or marks that need each other in a circle."},
      {"data-file", "A data file that cannot be read."},
      {"data-format", "A data file, or rows in the script, that are no table."},
      {"duplicate-key", "A key that stands twice in one map."},
      {"duplicate-name", "A name that is given to two things."},
      {"each-keys", "Lists of one `each` whose keys differ."},
      {"expression", "An expression that cannot be read, or whose types do not fit."},
      {"heavy-file", "An output that readers' machines may have trouble with."},
      {"identity", "A row that is in two marks of one identity at the same time."},
      {"limit", "A limit of the program that the scene passes."},
      {"live-list", "A list that changes with time where a fixed one is needed."},
      {"missing-glyph", "A character that no font has."},
      {"missing-key", "A key that has to be given and is not."},
      {"model-data", "Data that does not allow the model or generator."},
      {"more", "How many further diagnostics are not shown."},
      {"no-data", "A field that speaks of rows where there is no data."},
      {"no-effect", "Showing what is visible already, or hiding what is hidden."},
      {"no-target", "A modifier of a step that has nothing to work on."},
      {"no-value", "A key without a value."},
      {"not-a-number", "Something that is animated but holds no number."},
      {"number-format", "A number format that cannot be read, or stands where there is no number."},
      {"out-of-range", "A number outside what is allowed here."},
      {"step-time", "A step that starts before it can."},
      {"sweep", "A sweep that cannot be made."},
      {"text-hole", "A hole in a text that is not closed, or not one."},
      {"two-kinds", "Two kinds or forms where one is meant."},
      {"two-writers", "Two steps that write the same value at the same time."},
      {"unknown-column", "A column that the table does not have."},
      {"unknown-key", "A key, or a row, that is not known here."},
      {"unknown-kind", "A model, mark, layout, generator or effect that does not exist."},
      {"unknown-name", "A name that nothing in the scene has."},
      {"unknown-word", "A word that is not one of those that can stand here."},
      {"unplaced-view", "A view that no layout names."},
      {"version", "A scene for another version of the language."},
      {"wrong-type", "A value of another type than the field takes."},
      {"wrong-unit", "A unit that the field does not take."},
      {"yaml-alias", "An alias that names no anchor, or contains itself."},
      {"yaml-comma", "An expression cut in two by a comma; it needs quotes."},
      {"yaml-comment", "A text cut short by ` #`, which starts a comment."},
      {"yaml-documents", "More than one YAML document in a file."},
      {"yaml-empty", "A script with nothing in it."},
      {"yaml-encoding", "A script that is not plain UTF-8 text."},
      {"yaml-hole", "A text that starts with a hole and has no quotes."},
      {"yaml-key", "A key that is no word."},
      {"yaml-syntax", "YAML that cannot be parsed."},
      {"yaml-tab", "A tab used to indent."},
      {"yaml-tag", "A YAML tag, which the language does not use."},
  };
  return kCodes;
}

}  // namespace lantern
