#include "cli/preview/step_words.h"

#include <vector>

namespace lantern {
namespace {

void add(std::vector<std::string>& words, const char* verb,
         const std::vector<SelectionSpec>& selections) {
  if (selections.empty()) return;
  std::string text = verb;
  for (size_t i = 0; i < selections.size(); ++i) text += (i > 0 ? ", " : " ") + selections[i].text;
  words.push_back(std::move(text));
}

}  // namespace

std::string step_words(const StepSpec& step) {
  std::vector<std::string> words;
  if (!step.layout.empty()) words.push_back("layout " + step.layout);
  for (const AssignmentSpec& one : step.set) words.push_back(to_string(one.address));
  for (const AssignmentSpec& one : step.animate) words.push_back(to_string(one.address));
  add(words, "show", step.show);
  add(words, "hide", step.hide);
  add(words, "highlight", step.highlight);
  for (const ChangeSpec& one : step.change) words.push_back("change " + one.selection.text);
  for (const RecordedSpec& one : step.record) words.push_back("record " + one.table);
  if (words.empty() && step.say) words.push_back("say");
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " · ") + word;
  return out;
}

}  // namespace lantern
