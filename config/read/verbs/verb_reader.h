#pragma once

#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "config/read/context.h"
#include "core/spec/scene_spec.h"

namespace lantern {

/// What a verb is read with.
struct VerbContext {
  const ReadContext& read;
  const CanvasSpec& canvas;
  const std::vector<ViewSpec>& views;
};

/// How a verb is written.
struct VerbForm {
  std::string_view form;  ///< what its value looks like: a name of config/schema/schema_forms.cpp
  std::string_view doc;
  bool selects_rows = false;      ///< `where` says which rows it works on
  bool enters_or_leaves = false;  ///< `effect` says how marks do
  bool in_order = false;          ///< `order` says in which order rows follow each other
};

/// One verb of the timeline as the reader knows it.
struct VerbReader {
  std::string_view key;
  VerbForm form;
  bool of_blocks = false;  ///< a block may have it
  void (*read)(const VerbContext& in, const YamlNode& node, StepSpec& step) = nullptr;
};

/// The verb that a member of a step is for. `read` makes its data, and reports what it cannot read:
///
///   Data read(const VerbContext& in, const YamlNode& node);
template <auto member, auto read>
constexpr VerbReader verb_reader(VerbForm form) {
  static_assert(!verb_key<member>.empty(), "the verb has no line in core/spec/verbs.h");
  return {verb_key<member>, form, verb_of_blocks<member>,
          [](const VerbContext& in, const YamlNode& node, StepSpec& step) {
            step.*member = read(in, node);
          }};
}

/// Every verb, in the order of the grammar.
std::span<const VerbReader* const> verb_readers();

}  // namespace lantern
