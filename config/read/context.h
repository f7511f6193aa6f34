#pragma once

#include <string>
#include <string_view>

#include "config/yaml/yaml_node.h"
#include "core/diagnostics/diagnostics.h"
#include "core/expr/locate.h"
#include "core/spec/vocabulary.h"

namespace lantern {

/// What every reading function needs: where texts come from, where mistakes go, which words exist.
struct ReadContext {
  const Sources& sources;
  Diagnostics& diagnostics;
  const Vocabulary& vocabulary;

  void error(std::string_view code, const Location& at, std::string message,
             std::string hint = "") const {
    diagnostics.error(code, at, std::move(message), std::move(hint));
  }
  void warning(std::string_view code, const Location& at, std::string message,
               std::string hint = "") const {
    diagnostics.warning(code, at, std::move(message), std::move(hint));
  }
};

/// Places inside a scalar, counted from byte `skip` of its value.
Locate locator(const ReadContext& context, const YamlNode& scalar, size_t skip);

/// "a map", "a list", "the word "x"" …: what stands at a place, for messages.
std::string describe(const YamlNode& node);

/// Reports a key that has no value, with the cause that its surroundings suggest.
void report_null(const ReadContext& context, const YamlNode::Entry& entry);

/// Whether a cell's value is left out because there is none: empty, `~` or `null`.
bool is_missing(const ReadContext& context, const YamlNode::Entry& entry);

/// Whether a name can be used in expressions (those of views and marks: in addresses); reports it
/// where not.
bool check_name(const ReadContext& context, const YamlNode& name, std::string_view what);

}  // namespace lantern
