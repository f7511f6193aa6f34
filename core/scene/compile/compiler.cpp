#include "core/scene/compile/compiler.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/record/registry.h"
#include "core/scene/compile/added_rows.h"
#include "core/scene/compile/load_table.h"
#include "core/scene/compile/targets.h"
#include "core/scene/compile/traces.h"
#include "core/scene/nodes/recorded_table.h"
#include "core/scene/nodes/table_node.h"

namespace lantern {
namespace {

/// A model that is a plain function of its fields.
class ModelNode : public Node {
 public:
  ModelNode(std::string name, Location at, std::vector<OutputShape> outputs, const ModelType& type,
            RecordPlanPtr plan)
      : Node(std::move(name), at, std::move(outputs)), type_(type), plan_(std::move(plan)) {}

  Outputs compute(const Evaluation& at) const override {
    return type_.compute(plan_->evaluate(at, plan_->rows(at)));
  }

 private:
  const ModelType& type_;
  RecordPlanPtr plan_;
};

LeafValue initial_value(const ParamSpec& param) {
  if (const auto* quantity = param.value.as<Quantity>()) {
    if (param.type == ParamType::real || param.type == ParamType::count) return quantity->value;
    return shortest(quantity->value);
  }
  if (const auto* word = param.value.as<Word>()) return word->text;
  if (param.type == ParamType::real || param.type == ParamType::count) return 0.0;
  return std::string();
}

}  // namespace

Compiler::Compiler(const SceneSpec& spec, const Vocabulary& vocabulary,
                   std::span<const ModelType* const> models, Sources& sources,
                   Diagnostics& diagnostics, const SceneOptions& options)
    : spec_(spec),
      vocabulary_(vocabulary),
      models_(models),
      sources_(sources),
      diagnostics_(diagnostics),
      options_(options),
      graph_(std::make_unique<Graph>()) {
  for (const MeaningSpec& meaning : spec.meaning) graph_->meanings.emplace(meaning.value, meaning);
}

void Compiler::build_values() {
  build_params();
  build_tables();
  hold_params();
  for (const ModelSpec& model : spec_.models) find(model.name);
  for (const auto& [name, start] : recorded_) find(name);
}

PlanContext Compiler::plan_context(const Variables* variables) {
  Scope scope;
  scope.names = this;
  scope.variables = variables;
  return {*graph_, vocabulary_, diagnostics_, scope,
          [this](const AstPtr& ast) { return find_mark(ast); }};
}

// ---- params

void Compiler::build_params() {
  for (const ParamSpec& param : spec_.params) {
    TimelineTarget target;
    target.name = param.name;
    target.type = param.type;
    target.initial = initial_value(param);
    target.least = param.least;
    target.most = param.most;
    target.at = param.at;
    target.options = param.options;
    graph_->targets.push_back(std::move(target));
    names_[param.name] = {
        SceneName::Kind::target, static_cast<int>(graph_->targets.size()) - 1, {}};
  }
}

/// `--set`: the param has this value for the whole film.
void Compiler::hold_params() {
  for (const auto& [name, text] : options_.params) {
    const auto found = names_.find(name);
    if (found == names_.end() || found->second.kind != SceneName::Kind::target) {
      std::vector<std::string> params;
      for (const ParamSpec& param : spec_.params) params.push_back(param.name);
      const auto near = nearest(name, params);
      throw UsageError(fmt::format("--set {}: the scene has no such param{}", name,
                                   near ? fmt::format("; did you mean {}?", *near) : ""));
    }
    TimelineTarget& target = graph_->targets[size_t(found->second.id)];
    if (std::holds_alternative<double>(target.initial)) {
      const auto number = parse_number(text);
      const bool whole =
          target.type != ParamType::count || (number && *number == std::floor(*number));
      if (!number || !whole || *number < target.least || *number > target.most) {
        throw UsageError(fmt::format("--set {}={}: {} is {}", name, text, name, range_of(target)));
      }
      target.initial = *number;
    } else {
      const bool known = target.options.empty() ||
                         std::any_of(target.options.begin(), target.options.end(),
                                     [&](const auto& option) { return option.first == text; });
      if (!known) {
        throw UsageError(fmt::format("--set {}={}: {} is {}", name, text, name, range_of(target)));
      }
      target.initial = text;
    }
    held_.insert(found->second.id);
  }
}

// ---- tables

void Compiler::build_tables() {
  for (const auto& [name, file] : options_.data) {
    const bool known = std::any_of(spec_.data.begin(), spec_.data.end(),
                                   [&](const DataSpec& data) { return data.name == name; });
    if (!known) throw UsageError(fmt::format("--data {}: the scene has no such table", name));
  }
  for (const DataSpec& data : spec_.data) {
    const auto file = options_.data.find(data.name);
    const TableContext context{sources_, diagnostics_, *graph_, spec_.folder,
                               file == options_.data.end() ? nullptr : &file->second};
    auto table = load_table(data, context);
    if (table && is_recorded(spec_.timeline, data.name)) {
      recorded_[data.name] = std::make_shared<const Table>(std::move(*table));
      continue;
    }
    names_[data.name] = {};  // broken until its node is there
    if (table) tables_[data.name] = std::make_shared<const Table>(std::move(*table));
  }
  for (const auto& [name, table] : tables_) {
    const auto spec = std::find_if(spec_.data.begin(), spec_.data.end(),
                                   [&, n = name](const DataSpec& data) { return data.name == n; });
    graph_->nodes.push_back(std::make_unique<TableNode>(name, spec->at, table));
    const NodeId node = static_cast<NodeId>(graph_->nodes.size()) - 1;
    names_[name] = {SceneName::Kind::node, node, {}};
    fixed_[node] = table;
  }
  declare_cells(spec_.timeline);
}

/// Cells that the timeline writes are leaves of their tables, so they must be known before any
/// model is built on those.
void Compiler::declare_cells(const std::vector<StepSpec>& steps) {
  for (const StepSpec& step : steps) {
    for (const AssignmentSpec& assignment : step.set) declare_cell(assignment);
    for (const AssignmentSpec& assignment : step.animate) declare_cell(assignment);
    declare_cells(step.steps);
  }
}

void Compiler::declare_cell(const AssignmentSpec& assignment) {
  const auto& steps = assignment.target.selectors;
  const auto name = names_.find(assignment.target.head);
  if (name == names_.end() || name->second.kind != SceneName::Kind::node) return;
  const auto table = tables_.find(assignment.target.head);
  if (table == tables_.end() || steps.size() != 2 || steps[0].kind != Selector::Kind::key ||
      steps[1].kind != Selector::Kind::member) {
    return;  // not a cell: the timeline's compiler says what is wrong with it
  }
  const auto row = table->second->keys().find(steps[0].name);
  const auto column = table->second->find(steps[1].name);
  if (!row || !column || table->second->columns()[*column].type() != ColumnType::number) return;
  const Scope scope{this, nullptr, nullptr, {}, false};
  if (find_target(assignment.target, scope, *graph_)) return;
  TimelineTarget target;
  target.kind = TimelineTarget::Kind::cell;
  target.name = to_string(assignment.target);
  target.initial = table->second->columns()[*column].numbers()[*row];
  target.at = assignment.at;
  target.node = name->second.id;
  target.row = steps[0].name;
  target.column = steps[1].name;
  graph_->targets.push_back(std::move(target));
  const TargetId id = static_cast<TargetId>(graph_->targets.size()) - 1;
  static_cast<TableNode&>(*graph_->nodes[size_t(name->second.id)]).add_cell({id, *row, *column});
}

// ---- names

std::optional<SceneName> Compiler::find(const std::string& name) {
  const auto found = names_.find(name);
  if (found != names_.end()) return found->second;
  const auto named = [&](const auto& spec) { return spec.name == name; };
  const auto model = std::find_if(spec_.models.begin(), spec_.models.end(), named);
  const auto data = std::find_if(spec_.data.begin(), spec_.data.end(), named);
  const bool recorded = recorded_.count(name) > 0;
  if (model == spec_.models.end() && !recorded) return std::nullopt;
  const auto cycle = std::find(building_.begin(), building_.end(), name);
  if (cycle != building_.end()) {
    std::string chain;
    for (auto step = cycle; step != building_.end(); ++step) chain += *step + " → ";
    diagnostics_.error("cycle", recorded ? data->at : model->at,
                       fmt::format("models go in a circle: {}{}", chain, name));
    return SceneName{};
  }
  building_.push_back(name);
  SceneName built = recorded ? build_recorded(*data) : build_model(*model);
  building_.pop_back();
  return names_[name] = std::move(built);
}

std::vector<std::string> Compiler::all() const {
  std::vector<std::string> names;
  for (const ParamSpec& param : spec_.params) names.push_back(param.name);
  for (const DataSpec& data : spec_.data) names.push_back(data.name);
  for (const ModelSpec& model : spec_.models) names.push_back(model.name);
  return names;
}

const Table* Compiler::fixed_table(NodeId node, int output) {
  const auto known = fixed_.find(node);
  if (known != fixed_.end()) return known->second.get();
  const Node& source = *graph_->nodes[size_t(node)];
  if (!source.leaves().empty()) return nullptr;
  try {
    Memo memo;
    const Evaluation at(*graph_, memo, {});
    const TablePtr table = at.table(node, output);
    return (fixed_[node] = table).get();
  } catch (const SceneError&) {
    return nullptr;  // reported when the models are checked
  }
}

SceneName Compiler::build_recorded(const DataSpec& data) {
  const TablePtr& start = recorded_.at(data.name);
  const FirstAdded first = first_added(
      spec_.timeline, data.name,
      [this](const EachSpec& each, const Variables& outer) { return items(each, outer); });
  if (!first.row) return {};
  const PlanContext context = plan_context(&first.variables);
  const auto programs =
      bind_added_row(*first.row, data.name, start->names(), context.scope, *graph_, diagnostics_);
  if (!programs) return {};
  Schema schema = start->schema();
  std::vector<Column> columns = start->columns();
  for (size_t i = 0; i < schema.size() && start->rows() == 0; ++i) {
    const ValueType type = (*programs)[i].type();
    schema[i].type = type == ValueType::text      ? ColumnType::text
                     : type == ValueType::boolean ? ColumnType::boolean
                                                  : ColumnType::number;
  }
  TimelineTarget count;
  count.kind = TimelineTarget::Kind::rows;
  count.name = data.name;
  count.initial = 0.0;
  count.at = data.at;
  graph_->targets.push_back(std::move(count));
  const auto target = static_cast<TargetId>(graph_->targets.size()) - 1;
  graph_->nodes.push_back(std::make_unique<RecordedTable>(data.name, data.at, start,
                                                          std::move(schema), data.key, target));
  return {SceneName::Kind::node, static_cast<int>(graph_->nodes.size()) - 1, {}};
}

// ---- models

SceneName Compiler::build_model(const ModelSpec& model) {
  if (!model.record.kind) return {};
  if (!model.each) {
    const NodeId node = build_instance(model, model.name, {});
    return node < 0 ? SceneName{} : SceneName{SceneName::Kind::node, node, {}};
  }
  const auto instances = items(*model.each, {});
  if (!instances) return {};
  SceneName out{SceneName::Kind::family, -1, {}};
  for (const EachItem& item : *instances) {
    const NodeId node = build_instance(model, model.name + "@" + item.key, item.variables);
    if (node < 0) return {};  // the same mistake in every instance is reported once
    out.family.instances.emplace_back(item.key, node);
  }
  return out;
}

NodeId Compiler::build_instance(const ModelSpec& model, const std::string& name,
                                const Variables& variables) {
  const ModelType* type = find_by_kind(models_, model.record.kind);
  const PlanContext context = plan_context(&variables);
  GraphBuilder builder(*graph_, context, name, model.record.at);
  try {
    if (type->build) return type->build(model.record, builder);
    const RecordPlanPtr plan = plan_record(model.record, context);
    if (!plan) return -1;
    if (type->history) {
      const auto* step = model.record["step"].as<Quantity>();
      return add_traced_model(builder, *type, plan,
                              step ? std::optional(step->value) : std::nullopt);
    }
    std::vector<OutputShape> outputs = output_shapes(type->outputs, *plan, *graph_);
    return builder.add(
        std::make_unique<ModelNode>(name, model.record.at, std::move(outputs), *type, plan),
        plan->leaves());
  } catch (const SceneError& e) {
    diagnostics_.add(e.diagnostic());
    return -1;
  }
}

// ---- each

std::optional<std::vector<std::pair<std::string, decltype(Variable::value)>>> Compiler::list_of(
    const EachSpec::Variable& variable, const Variables& outer) {
  std::vector<std::pair<std::string, decltype(Variable::value)>> out;
  if (const auto* range = variable.list.as<Range>()) {
    constexpr double kMost = 10000;
    if (range->last - range->first > kMost) {
      diagnostics_.error("limit", variable.list.at,
                         fmt::format("this list has more than {} items", kMost));
      return std::nullopt;
    }
    for (double v = range->first; v <= range->last; ++v) out.emplace_back(shortest(v), v);
    return out;
  }
  if (const auto* list = variable.list.as<SpecList>()) {
    for (const SpecValue& item : *list) {
      if (const auto* quantity = item.as<Quantity>()) {
        out.emplace_back(shortest(quantity->value), quantity->value);
      } else {
        out.emplace_back(item.as<Word>()->text, item.as<Word>()->text);
      }
    }
    return out;
  }
  const AstPtr& ast = *variable.list.as<AstPtr>();
  const auto* address = std::get_if<Address>(&ast->node);
  const auto name = address && address->selectors.empty() ? find(address->head) : std::nullopt;
  if (name && name->kind == SceneName::Kind::broken) return std::nullopt;
  if (name && name->kind == SceneName::Kind::family) {
    for (const auto& [key, node] : name->family.instances) {
      out.emplace_back(key, SceneName{SceneName::Kind::node, node, {}});
    }
    return out;
  }
  const PlanContext context = plan_context(&outer);
  const auto table = bind_table(ast, context.scope, *graph_, diagnostics_);
  if (!table) return std::nullopt;
  const Table* rows = fixed_table(table->node, table->output);
  if (!rows) {
    diagnostics_.error("live-list", ast->at,
                       fmt::format("the rows of {} change with time; `each` wants a fixed list",
                                   in_quotes(to_string(*address))));
    return std::nullopt;
  }
  for (const std::string& key : *rows->keys().names()) {
    out.emplace_back(key, RowRef{table->node, table->output, key});
  }
  return out;
}

std::optional<std::vector<EachItem>> Compiler::items(const EachSpec& each, const Variables& outer) {
  std::vector<EachItem> out;
  for (size_t v = 0; v < each.variables.size(); ++v) {
    const EachSpec::Variable& variable = each.variables[v];
    const auto list = list_of(variable, outer);
    if (!list) return std::nullopt;
    if (v == 0) {
      for (const auto& entry : *list) out.push_back({entry.first, outer});
    }
    for (EachItem& item : out) {
      const auto same = std::find_if(list->begin(), list->end(),
                                     [&](const auto& entry) { return entry.first == item.key; });
      if (same == list->end() || list->size() != out.size()) {
        diagnostics_.error(
            "each-keys", variable.at,
            fmt::format("{} and {} have different keys", each.variables[0].name, variable.name),
            same == list->end() ? fmt::format("{} is only in {}", item.key, each.variables[0].name)
                                : "");
        return std::nullopt;
      }
      item.variables.push_back({variable.name, same->second});
    }
  }
  return out;
}

std::optional<std::string> Compiler::constant_key(const AstPtr& ast, const Variables& variables) {
  if (const auto* text = std::get_if<std::string>(&ast->node)) return *text;
  const PlanContext context = plan_context(&variables);
  const auto value = constant_value(ast, context.scope, *graph_, diagnostics_, "a key");
  if (!value) return std::nullopt;
  return value->type == ValueType::text ? value->text : shortest(value->number);
}

// ---- marks as places

std::optional<MarkRef> Compiler::find_mark(const AstPtr& ast) {
  const auto* address = std::get_if<Address>(&ast->node);
  if (!address) return std::nullopt;
  std::vector<MarkRef> found;
  std::vector<std::string> names;
  const auto& selectors = address->selectors;
  const auto member = std::find_if(selectors.begin(), selectors.end(), [](const Selector& s) {
    return s.kind == Selector::Kind::member;
  });
  for (size_t v = 0; v < spec_.views.size(); ++v) {
    const ViewSpec& view = spec_.views[v];
    for (size_t m = 0; m < view.marks.size(); ++m) {
      names.push_back(view.marks[m].name);
      const bool bare = member == selectors.end() && view.marks[m].name == address->head;
      const bool dotted = member != selectors.end() && view.name == address->head &&
                          member->name == view.marks[m].name;
      if (!bare && !dotted) continue;
      found.push_back({static_cast<int>(v), static_cast<int>(m), "", {}, "", {}});
    }
  }
  const std::string written = to_string(*address);
  if (found.size() != 1) {
    const auto near = nearest(address->head, names);
    diagnostics_.error(
        found.empty() ? "unknown-name" : "ambiguous-name", ast->at,
        found.empty() ? fmt::format("there is no mark {}{}", in_quotes(written),
                                    near ? fmt::format("; did you mean {}?", in_quotes(*near)) : "")
                      : fmt::format("{} is a mark of several views", in_quotes(written)),
        found.empty() ? "" : "write view.mark");
    return std::nullopt;
  }
  for (auto selector = selectors.begin(); selector != selectors.end(); ++selector) {
    if (selector->kind != Selector::Kind::key) continue;
    const bool of_view = member != selectors.end() && selector < member;
    (of_view ? found[0].instance : found[0].key) = selector->name;
  }
  return found[0];
}

}  // namespace lantern
