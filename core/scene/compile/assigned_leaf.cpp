#include "core/scene/compile/assigned_leaf.h"

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/scene/compile/leaves.h"

namespace lantern {
namespace {

/// The address with its computed keys worked out.
std::optional<Address> settled(const Writing& writing) {
  Address address = writing.spec.address;
  for (Selector& selector : address.selectors) {
    if (selector.type != Selector::Type::computed_key) continue;
    auto key = writing.compiler.constant_key(selector.expr, writing.in.step.variables);
    if (!key) return std::nullopt;
    selector = {Selector::Type::key, std::move(*key), nullptr, selector.at};
  }
  return address;
}

/// The table of the script that the name stands for; null for models.
const Table* own_table(Compiler& compiler, const SceneName& name) {
  if (name.type != SceneName::Type::node) return nullptr;
  const Node& node = *compiler.graph().nodes[size_t(name.id)];
  for (const DataSpec& data : compiler.spec().data) {
    if (data.name == node.name()) return compiler.fixed_table(name.id, 0);
  }
  return nullptr;
}

void explain_cell(const Writing& writing, const Address& address, const Table& table) {
  const auto& steps = address.selectors;
  const Location& at = writing.spec.at;
  if (steps.size() != 2 || steps[0].type != Selector::Type::key ||
      steps[1].type != Selector::Type::member) {
    writing.error("unknown-name", at,
                  fmt::format("{} is a table: only a cell can be written", in_quotes(address.head)),
                  fmt::format("write {}@key.column", address.head));
  } else if (!table.keys().find(steps[0].name)) {
    writing.error("unknown-name", at,
                  fmt::format("no row {} in {}{}", in_quotes(steps[0].name), address.head,
                              did_you_mean(steps[0].name, *table.keys().names())));
  } else if (!table.find(steps[1].name)) {
    writing.error("unknown-column", at,
                  fmt::format("{} has no column {}{}", address.head, in_quotes(steps[1].name),
                              did_you_mean(steps[1].name, table.names())),
                  fmt::format("it has {}", join_and(table.names())));
  } else {
    writing.error("not-a-number", at,
                  fmt::format("the column {} of {} holds texts; only numbers can be written",
                              in_quotes(steps[1].name), address.head));
  }
}

/// How the step of a trace is written.
std::string how_to_step(const SceneName& name, const std::string& head) {
  if (name.type == SceneName::Type::family && !name.family.instances.empty()) {
    return fmt::format(
        "{} is made for each item of a list: {}@{}.step is that of one, {}@*.step of all", head,
        head, name.family.instances.front().first, head);
  }
  return "a trace is a model that is made in an order, with a field `step`: a sweep, "
         "gradient_descent, iterate, a fit by solver: gradient_descent, a tree";
}

/// What moves a mark's field.
std::string mark_meant(const SceneSpec& scene, const Address& address) {
  if (address.selectors.empty()) return "";
  for (const ViewSpec& view : scene.views) {
    for (const MarkSpec& mark : view.marks) {
      if (mark.name != address.head) continue;
      return fmt::format("of a mark: change: {{{}: {{{}: …}}}}", mark.name,
                         address.selectors.back().name);
    }
  }
  return "";
}

void explain_missing(const Writing& writing, const Address& address) {
  Compiler& compiler = writing.compiler;
  const auto name = compiler.find(address.head);
  if (name && name->type == SceneName::Type::broken) return;
  const std::string& head = address.head;
  const Location& at = writing.spec.at;
  if (!name) {
    writing.error("unknown-name", at,
                  fmt::format("there is no param, table or model {}{}", in_quotes(head),
                              did_you_mean(head, compiler.all())),
                  mark_meant(compiler.spec(), address));
  } else if (name->type == SceneName::Type::leaf) {
    writing.error("unknown-name", at, fmt::format("{} is a param: it has no parts", head));
  } else if (!address.selectors.empty() && address.selectors.back().name == "step") {
    writing.error("unknown-name", at,
                  fmt::format("{}: {} is no trace", in_quotes(to_string(address)), head),
                  how_to_step(*name, head));
  } else if (const Table* table = own_table(compiler, *name)) {
    explain_cell(writing, address, *table);
  } else {
    writing.error("unknown-name", at,
                  fmt::format("{} is computed: the timeline cannot write it", head),
                  "write a param, a trace's .step or a cell of a table that the model reads");
  }
}

}  // namespace

std::optional<LeafId> find_assigned_leaf(const Writing& writing) {
  const auto address = settled(writing);
  if (!address) return std::nullopt;
  const auto found = find_leaf(*address, writing.context.scope, writing.compiler.graph());
  if (!found) explain_missing(writing, *address);
  return found;
}

}  // namespace lantern
