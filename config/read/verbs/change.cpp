#include "config/read/entries.h"
#include "config/read/record_reader.h"
#include "config/read/selections.h"
#include "config/read/verbs/verb_reader.h"

namespace lantern::change_verb {
namespace {

/// What describes the fields of a mark or view; null where the mark itself could not be read.
const Kind* kind_of(const VerbContext& in, const SelectionSpec& selection) {
  if (selection.mark < 0) return in.read.vocabulary.view;
  return in.views[size_t(selection.view)].marks[size_t(selection.mark)].record.kind;
}

std::vector<ChangeSpec> read(const VerbContext& in, const YamlNode& node) {
  std::vector<ChangeSpec> out;
  const auto read_one = [&](const YamlNode::Entry& entry) {
    const auto selection = read_selection(in.read, *entry.key, in.views);
    const Kind* kind = selection ? kind_of(in, *selection) : nullptr;
    if (!kind) return;
    if (!selection->row) {
      out.push_back({*selection, read_record(in.read, *entry.value, *kind, Completeness::patch)});
      return;
    }
    in.read.error("no-target", entry.key->at, "`change` works on whole marks",
                  "give the field an =expression of the row instead");
  };
  for_each_entry(in.read, node, "change", read_one, "write change: {dots: {color: kind}}");
  return out;
}

}  // namespace

extern const VerbReader kReader;
constinit const VerbReader kReader = verb_reader<&StepSpec::change, read>(
    {.form = "changes",
     .doc = "Fields of marks and views from here on; the picture tweens: {dots: {color: kind}}.",
     .in_order = true});

}  // namespace lantern::change_verb
