#include "core/expr/words.h"

#include <algorithm>
#include <array>
#include <vector>

#include "core/base/text.h"

namespace lantern {
namespace {

constexpr std::array kWords{
    ReservedWord{"and", "Both are true: a > 1 and b > 1.", true},
    ReservedWord{"else", "The other value of a choice: 1 if a > b else 0.", true},
    ReservedWord{"false", "Not true.", true},
    ReservedWord{"if", "The condition of a choice: 1 if a > b else 0.", true},
    ReservedWord{"in", "One of several: kind in ('cat', 'dog')."},
    ReservedWord{"index", "Over rows: how many are before this one."},
    ReservedWord{"key", "Over rows: the name of this one."},
    ReservedWord{"last", "The last step of a trace: animate: {fit.step: last}."},
    ReservedWord{"nan", "A missing number."},
    ReservedWord{"next", "In `iterate`: next.q is what the step at hand makes of q."},
    ReservedWord{"not", "The other truth: not (a > 1).", true},
    ReservedWord{"or", "One of them is true, or both.", true},
    ReservedWord{"p", "In `animate`: the progress of the step, 0 to 1."},
    ReservedWord{"pi", "3.14159…"},
    ReservedWord{"row", "The row at hand: row.score is its column, whatever else is called score."},
    ReservedWord{"scene", "The scene: scene.score is its param, table or model."},
    ReservedWord{"true", "The truth.", true}};

}  // namespace

std::span<const ReservedWord> reserved_words() {
  return kWords;
}

const ReservedWord* find_word(std::string_view name) {
  const auto found = std::find_if(kWords.begin(), kWords.end(),
                                  [&](const ReservedWord& word) { return word.name == name; });
  return found == kWords.end() ? nullptr : &*found;
}

std::string all_words() {
  std::vector<std::string> names;
  for (const ReservedWord& word : kWords) names.emplace_back(word.name);
  return join_and(names);
}

}  // namespace lantern
