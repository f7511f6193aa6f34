#include "core/scene/compile/compiler.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/record/registry.h"
#include "core/scene/bind/binder.h"
#include "core/scene/compile/added_rows.h"
#include "core/scene/compile/cells.h"
#include "core/scene/compile/each_items.h"
#include "core/scene/compile/load_picture.h"
#include "core/scene/compile/load_table.h"
#include "core/scene/compile/mark_places.h"
#include "core/scene/compile/model_nodes.h"
#include "core/scene/nodes/family_table.h"
#include "core/scene/nodes/table_node.h"
#include "core/scene/nodes/value_node.h"

namespace lantern {
namespace {

/// A model that is asked for before it is built is built there and then: each one in such a chain
/// takes some of the stack.
constexpr size_t kMostWaiting = 200;

}  // namespace

Compiler::Compiler(const SceneSpec& spec, const Vocabulary& vocabulary,
                   std::span<const ModelType* const> models, VerbList verbs, Sources& sources,
                   Diagnostics& diagnostics, const SceneOptions& options)
    : spec_(spec),
      vocabulary_(vocabulary),
      models_(models),
      verbs_(verbs),
      sources_(sources),
      diagnostics_(diagnostics),
      options_(options),
      graph_(std::make_unique<Graph>()) {
  for (const MeaningSpec& meaning : spec.meaning) graph_->meanings.emplace(meaning.value, meaning);
}

void Compiler::build_values() {
  declare_params(spec_.params, *graph_, names_);
  check_overrides();
  build_tables();
  declare_cells(spec_.timeline, verbs_, tables_, *this, *graph_);
  held_ = hold_params(options_.params, spec_.params, names_, *graph_);
  for (const ValueSpec& value : spec_.values) find(value.name);
  for (const ModelSpec& model : spec_.models) find(model.name);
  for (const auto& [name, start] : recorded_) find(name);
}

PlanContext Compiler::plan_context(const Variables* variables, int own) {
  Scope scope;
  scope.names = this;
  scope.variables = variables;
  scope.functions = &spec_.functions;
  return {*graph_,
          vocabulary_,
          diagnostics_,
          scope,
          [this, own](const AstPtr& ast) {
            return find_mark_place(ast, spec_.views, own, diagnostics_);
          },
          options_.limits,
          [this](const std::string& path, const Location& at) { return picture(path, at); }};
}

ImagePtr Compiler::picture(const std::string& path, const Location& at) {
  const auto known = pictures_.find(path);
  if (known != pictures_.end()) return known->second;
  const PictureContext context{vocabulary_, diagnostics_, spec_.folder, options_.root,
                               options_.limits};
  return pictures_[path] = load_picture(path, at, context);
}

// ---- tables

void Compiler::check_overrides() const {
  for (const auto& [name, file] : options_.data) {
    const bool known = std::any_of(spec_.data.begin(), spec_.data.end(),
                                   [&, n = name](const DataSpec& data) { return data.name == n; });
    if (!known) throw UsageError(fmt::format("--data {}: the scene has no such table", name));
  }
}

void Compiler::build_tables() {
  std::map<std::string, const DataSpec*> read;
  for (const DataSpec& data : spec_.data) {
    if (data.each) {
      names_[data.name] = {};
      continue;
    }
    auto table = load(data, nullptr);
    if (table && is_recorded(spec_.timeline, verbs_, data.name)) {
      recorded_[data.name] = std::make_shared<const Table>(std::move(*table));
      continue;
    }
    names_[data.name] = {};  // broken until its node is there
    if (!table) continue;
    tables_[data.name] = std::make_shared<const Table>(std::move(*table));
    read.emplace(data.name, &data);
  }
  for (const auto& [name, data] : read) {
    const NodeId node = add_table(name, data->at, tables_[name]);
    names_[name] = {SceneName::Type::node, node, {}};
  }
  for (const DataSpec& data : spec_.data) {
    if (data.each) names_[data.name] = build_tables_of(data);
  }
}

std::optional<Table> Compiler::load(const DataSpec& data, const Variables* variables) {
  const auto file = options_.data.find(data.name);
  const TableContext context{
      sources_,        diagnostics_,  *graph_,
      spec_.folder,    options_.root, file == options_.data.end() ? nullptr : &file->second,
      options_.limits, variables,     &spec_.functions};
  return load_table(data, context);
}

NodeId Compiler::add_table(const std::string& name, const Location& at, const TablePtr& table) {
  graph_->nodes.push_back(std::make_unique<TableNode>(name, at, table));
  const NodeId node = static_cast<NodeId>(graph_->nodes.size()) - 1;
  fixed_[node] = table;
  return node;
}

SceneName Compiler::build_tables_of(const DataSpec& data) {
  const auto instances = this->instances(*data.each, {});
  if (!instances) return {};
  SceneName out{SceneName::Type::family, -1, {}};
  for (const EachItem& item : *instances) {
    auto table = load(data, &item.variables);
    if (!table) return {};  // the same mistake in every instance is reported once
    const NodeId node = add_table(data.name + "@" + item.key, data.at,
                                  std::make_shared<const Table>(std::move(*table)));
    out.family.instances.emplace_back(item.key, node);
    out.family.variables.push_back(item.variables);
  }
  return out;
}

// ---- names

std::optional<SceneName> Compiler::find(const std::string& name) {
  const auto found = names_.find(name);
  return found != names_.end() ? found->second : build(name);
}

std::optional<SceneName> Compiler::build(const std::string& name) {
  const auto named = [&](const auto& spec) { return spec.name == name; };
  const auto value = std::find_if(spec_.values.begin(), spec_.values.end(), named);
  const auto model = std::find_if(spec_.models.begin(), spec_.models.end(), named);
  const auto data = std::find_if(spec_.data.begin(), spec_.data.end(), named);
  const bool recorded = recorded_.count(name) > 0;
  const bool computed = value != spec_.values.end();
  if (model == spec_.models.end() && !recorded && !computed) return std::nullopt;
  const Location& place = computed ? value->at : recorded ? data->at : model->at;
  if (std::find(building_.begin(), building_.end(), name) != building_.end()) {
    report_cycle(place, name);
    return SceneName{};
  }
  if (building_.size() >= kMostWaiting) {
    diagnostics_.error(
        "limit", place,
        fmt::format("more than {} models wait for {}", kMostWaiting, in_quotes(name)),
        "write a model below those that it needs");
    return names_[name] = SceneName{};
  }
  building_.push_back(name);
  SceneName built = computed   ? build_value(*value)
                    : recorded ? build_recorded(*data)
                               : build_model(*model);
  building_.pop_back();
  return names_[name] = std::move(built);
}

void Compiler::report_cycle(const Location& at, const std::string& name) {
  std::string chain;
  for (auto step = std::find(building_.begin(), building_.end(), name); step != building_.end();
       ++step) {
    chain += *step + " → ";
  }
  const bool models = std::none_of(spec_.values.begin(), spec_.values.end(),
                                   [&](const ValueSpec& value) { return value.name == name; });
  diagnostics_.error(
      "cycle", at,
      fmt::format("{} go in a circle: {}{}", models ? "models" : "values", chain, name));
}

std::vector<std::string> Compiler::all() const {
  std::vector<std::string> names;
  for (const ParamSpec& param : spec_.params) names.push_back(param.name);
  for (const ValueSpec& value : spec_.values) names.push_back(value.name);
  for (const DataSpec& data : spec_.data) names.push_back(data.name);
  for (const ModelSpec& model : spec_.models) names.push_back(model.name);
  return names;
}

const Table* Compiler::fixed_table(NodeId node, int output) {
  const auto known = fixed_.find(node);
  if (known != fixed_.end()) return known->second.get();
  const Node& source = *graph_->nodes[size_t(node)];
  if (!source.leaves().empty() || failed_.count(node) > 0) return nullptr;
  try {
    Memo memo;
    const Evaluation at(*graph_, memo, {});
    const TablePtr table = at.table(node, output);
    return (fixed_[node] = table).get();
  } catch (const SceneError& e) {
    diagnostics_.add(e.diagnostic());
    failed_.insert(node);
    return nullptr;
  }
}

SceneName Compiler::build_recorded(const DataSpec& data) {
  const TablePtr& start = recorded_.at(data.name);
  const FirstAdded first = first_added(
      spec_.timeline, verbs_, data.name,
      [this](const EachSpec& each, const Variables& outer) { return items(each, outer); });
  if (!first.row) return {};
  const PlanContext context = plan_context(&first.variables);
  const auto programs =
      bind_added_row(*first.row, data.name, start->names(), context.scope, *graph_, diagnostics_);
  if (!programs) return {};
  const NodeId node = add_recorded_table(data, start, *programs, *graph_);
  return {SceneName::Type::node, node, {}};
}

SceneName Compiler::build_value(const ValueSpec& value) {
  const PlanContext context = plan_context(nullptr);
  auto program = bind_expression(value.value, context.scope, *graph_, diagnostics_);
  if (!program) return {};
  std::vector<LeafId> leaves = program->leaves();
  graph_->nodes.push_back(std::make_unique<ValueNode>(value.name, value.at, std::move(*program)));
  graph_->nodes.back()->set_leaves(std::move(leaves));
  return {SceneName::Type::value, static_cast<int>(graph_->nodes.size()) - 1, {}};
}

// ---- models

SceneName Compiler::build_model(const ModelSpec& model) {
  if (!model.record.kind) return {};
  if (!model.each) {
    const NodeId node = build_instance(model, model.name, {});
    return node < 0 ? SceneName{} : SceneName{SceneName::Type::node, node, {}};
  }
  const auto instances = this->instances(*model.each, {});
  if (!instances) return {};
  SceneName out{SceneName::Type::family, -1, {}};
  FamilyNodes nodes;
  for (const EachItem& item : *instances) {
    const NodeId node = build_instance(model, model.name + "@" + item.key, item.variables);
    if (node < 0) return {};  // the same mistake in every instance is reported once
    out.family.instances.emplace_back(item.key, node);
    out.family.variables.push_back(item.variables);
    nodes.instances.push_back(node);
  }
  graph_->nodes.push_back(
      std::make_unique<FamilyTable>(model.name, model.record.at, out.family, *instances, *graph_));
  out.family.table = nodes.table = static_cast<NodeId>(graph_->nodes.size()) - 1;
  graph_->families.push_back(std::move(nodes));
  return out;
}

NodeId Compiler::build_instance(const ModelSpec& model, const std::string& name,
                                const Variables& variables) {
  const ModelType* type = find_by_kind(models_, model.record.kind);
  const PlanContext context = plan_context(&variables);
  GraphBuilder builder(*graph_, context, name, model.record.at);
  return add_model(model.record, *type, builder);
}

// ---- each

std::optional<std::vector<EachItem>> Compiler::items(
    const EachSpec& each, const Variables& outer,
    std::function<const std::vector<TablePtr>&(const TableRef&)> tables_ever) {
  PlanContext context = plan_context(&outer);
  context.tables_ever = std::move(tables_ever);
  return each_items(each, context);
}

std::optional<std::vector<EachItem>> Compiler::instances(
    const EachSpec& each, const Variables& outer,
    std::function<const std::vector<TablePtr>&(const TableRef&)> tables_ever) {
  auto out = items(each, outer, std::move(tables_ever));
  if (!out) return out;
  std::vector<std::string> keys;
  for (const EachItem& item : *out) keys.push_back(item.key);
  const auto twice = first_duplicate(keys);
  if (!twice) return out;
  diagnostics_.error("each-keys", each.variables.front().list.at,
                     fmt::format("{} is in this list twice, and its items are named by it",
                                 in_quotes(keys[*twice])),
                     "each item once; of several lists, the first one names the items");
  return std::nullopt;
}

std::optional<std::string> Compiler::constant_key(const AstPtr& ast, const Variables& variables) {
  if (const auto* text = std::get_if<std::string>(&ast->node)) return *text;
  const PlanContext context = plan_context(&variables);
  const auto value = constant_value(ast, context.scope, *graph_, diagnostics_, "a key");
  if (!value) return std::nullopt;
  return key_text(*value);
}

}  // namespace lantern
