#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/line/words.h"

namespace lantern {

/// What a shell offers for the value of an option or argument.
enum class Offer {
  nothing,
  choices,
  scenes,
  files,
  folders,
  themes,
  codes,
  templates,
  listed,
  limits
};

Offer offer_for(const OptionWords& option);

/// The commands of lantern whose lines begin with the words to offer: "list themes". Empty for
/// those that a shell finds by itself; `listed` needs the topic before, "list $topic".
std::string_view command_for(Offer offer);

/// In single quotes, as all three shells read them.
std::string quoted(const std::string& text);

}  // namespace lantern
