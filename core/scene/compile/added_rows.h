#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/scene/bind/binder.h"
#include "core/scene/compile/step_verb.h"
#include "core/spec/scene_spec.h"

namespace lantern {

/// A program for each of the columns. Reports what is wrong.
std::optional<std::vector<Program>> bind_added_row(const AddedRowSpec& row,
                                                   const std::string& table,
                                                   const std::vector<std::string>& columns,
                                                   const Scope& scope, const Graph& graph,
                                                   Diagnostics& diagnostics);

/// The items of an `each`; nothing where something is wrong with it.
using ItemsOf =
    std::function<std::optional<std::vector<EachItem>>(const EachSpec&, const Variables&)>;

/// The first row that any step adds to the table, and the variables there; null if there is none.
struct FirstAdded {
  const AddedRowSpec* row = nullptr;
  Variables variables;
};
FirstAdded first_added(const std::vector<StepSpec>& steps, VerbList verbs, const std::string& table,
                       const ItemsOf& items, const Variables& variables = {});

/// Whether any step adds rows to the table.
bool is_recorded(const std::vector<StepSpec>& steps, VerbList verbs, const std::string& table);

}  // namespace lantern
