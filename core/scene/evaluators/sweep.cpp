#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/scene/compile/binder.h"
#include "core/scene/compile/graph_builder.h"
#include "core/scene/compile/targets.h"
#include "core/scene/compile/traces.h"

namespace lantern::sweep_model {
namespace {

constexpr size_t kMostEvaluations = 4096;

struct Take {
  std::string name;
  Program program;
};

struct Setting {
  TargetId target = -1;
  LeafValue value;
  bool last = false;  ///< of a step: as far as the trace goes
};

/// `best: least error`
struct Best {
  bool least = true;
  size_t take = 0;
};

struct SweepPlan {
  TargetId vary = -1;
  std::vector<LeafValue> values;
  std::vector<Take> takes;
  std::vector<Setting> settings;
  std::optional<Best> best;
};

Column column_of(const std::vector<Operand>& cells, ValueType type) {
  std::vector<double> numbers;
  std::vector<std::string> texts;
  for (const Operand& cell : cells) {
    numbers.push_back(cell.number);
    texts.push_back(cell.text);
  }
  if (type == ValueType::text) return Column::texts(texts);
  return type == ValueType::boolean ? Column::booleans(std::move(numbers))
                                    : Column::numbers(std::move(numbers));
}

std::string key_of(const LeafValue& value) {
  const auto* number = std::get_if<double>(&value);
  return number ? shortest(*number) : std::get<std::string>(value);
}

class SweepNode : public Node {
 public:
  SweepNode(std::string name, Location at, std::vector<OutputShape> outputs, SweepPlan plan)
      : Node(std::move(name), at, std::move(outputs)), plan_(std::move(plan)) {}

  Outputs compute(const Evaluation& at) const override {
    std::vector<std::vector<Operand>> cells(plan_.takes.size());
    for (const LeafValue& value : plan_.values) {
      const Evaluation there(at.graph(), at.memo(), leaves_for(at, value));
      for (size_t i = 0; i < cells.size(); ++i) {
        cells[i].push_back(plan_.takes[i].program.run(there));
      }
    }
    const TablePtr all = make_table(at, cells);
    Outputs out{all};
    if (plan_.best) out.push_back(best_row(*all));
    return out;
  }

 private:
  Leaves leaves_for(const Evaluation& at, const LeafValue& value) const {
    Leaves leaves = at.leaves();
    leaves[size_t(plan_.vary)] = value;
    for (const Setting& setting : plan_.settings) {
      leaves[size_t(setting.target)] =
          setting.last ? LeafValue(std::numeric_limits<double>::infinity()) : setting.value;
    }
    return leaves;
  }

  TablePtr make_table(const Evaluation& at, const std::vector<std::vector<Operand>>& cells) const {
    const std::string& name = at.graph().targets[size_t(plan_.vary)].name;
    std::vector<std::string> keys, names{name};
    std::vector<Operand> varied;
    for (const LeafValue& value : plan_.values) {
      keys.push_back(key_of(value));
      const auto* number = std::get_if<double>(&value);
      varied.push_back(number ? Operand::of(*number) : Operand::of(std::get<std::string>(value)));
    }
    std::vector<Column> columns{column_of(varied, varied[0].type)};
    for (size_t i = 0; i < plan_.takes.size(); ++i) {
      names.push_back(plan_.takes[i].name);
      columns.push_back(column_of(cells[i], plan_.takes[i].program.type()));
    }
    return std::make_shared<const Table>(
        Table(name, Keys(std::move(keys)), std::move(names), std::move(columns)));
  }

  TablePtr best_row(const Table& all) const {
    const auto values = all.columns()[plan_.best->take + 1].numbers();
    std::uint32_t best = 0;
    for (std::uint32_t i = 1; i < values.size(); ++i) {
      const bool better = plan_.best->least ? values[i] < values[best] : values[i] > values[best];
      if (better || std::isnan(values[best])) best = i;
    }
    const std::uint32_t rows[] = {best};
    return std::make_shared<const Table>(all.select(rows));
  }

  SweepPlan plan_;
};

/// Reads a sweep's record; every function reports what is wrong.
class SweepBuilder {
 public:
  SweepBuilder(const RecordSpec& spec, GraphBuilder& builder) : spec_(spec), builder_(builder) {}

  NodeId build() {
    const bool ok = int(read_vary()) & int(read_takes()) & int(read_settings());
    if (!ok || !read_values() || !read_best() || !check_dependence()) return -1;
    const auto* step = spec_["step"].as<Quantity>();
    const NodeId history = add_history();
    return add_trace(builder_, history, step ? std::optional(step->value) : std::nullopt);
  }

 private:
  bool read_vary() {
    const SpecValue& value = spec_["vary"];
    const auto* name = value.as<Word>();
    if (!name) return false;
    const auto found = builder_.context().scope.names->find(name->text);
    if (found && found->kind == SceneName::Kind::broken) return false;
    if (!found || found->kind != SceneName::Kind::target) {
      return wrong(value.at, fmt::format("{} is not a param", in_quotes(name->text)));
    }
    plan_.vary = found->id;
    return true;
  }

  bool read_takes() {
    const auto* map = spec_["take"].as<SpecMap>();
    if (!map) return false;
    bool ok = true;
    for (const SpecMap::Entry& entry : map->entries) {
      auto program = bind_expression(*entry.value.as<AstPtr>(), builder_.context().scope,
                                     builder_.graph(), builder_.context().diagnostics);
      if (program) plan_.takes.push_back({entry.key, std::move(*program)});
      else ok = false;
    }
    return ok;
  }

  bool read_settings() {
    const auto* map = spec_["with"].as<SpecMap>();
    if (!map) return true;
    bool ok = true;
    for (const SpecMap::Entry& entry : map->entries) {
      const auto target = find_target(entry.key, builder_.context().scope, builder_.graph());
      if (!target) {
        ok = wrong(entry.key_at,
                   fmt::format("{} is no param and no step of a trace", in_quotes(entry.key)));
        continue;
      }
      Setting setting{*target, 0.0, false};
      const auto* word = entry.value.as<Word>();
      const bool number =
          std::holds_alternative<double>(builder_.graph().targets[size_t(*target)].initial);
      if (word && word->text == "last" && number) setting.last = true;
      else if (word && !number) setting.value = word->text;
      else if (const auto* quantity = entry.value.as<Quantity>(); quantity && number) {
        setting.value = quantity->value;
      } else {
        ok = wrong(entry.value.at, fmt::format("{} wants {}", in_quotes(entry.key),
                                               number ? "a number or last" : "a word"));
      }
      plan_.settings.push_back(std::move(setting));
    }
    return ok;
  }

  bool read_values() {
    const SpecValue& over = spec_["over"];
    const TimelineTarget& target = builder_.graph().targets[size_t(plan_.vary)];
    const bool number = std::holds_alternative<double>(target.initial);
    if (const auto* list = over.as<SpecList>()) {
      for (const SpecValue& item : *list) {
        const auto* quantity = item.as<Quantity>();
        if (number != (quantity != nullptr)) {
          return wrong(item.at, fmt::format("{} takes {}", in_quotes(target.name),
                                            number ? "numbers" : "words"));
        }
        if (number) plan_.values.push_back(quantity->value);
        else plan_.values.push_back(item.as<Word>()->text);
      }
    } else if (const auto* range = over.as<Range>()) {
      if (!number)
        return wrong(over.at, fmt::format("{} takes a list of words", in_quotes(target.name)));
      fill_range(*range, target);
    } else {
      return false;
    }
    return check_values(over, target);
  }

  void fill_range(const Range& range, const TimelineTarget& target) {
    if (target.type == ParamType::count) {
      for (double v = range.first; v <= range.last && plan_.values.size() <= kMostEvaluations;
           ++v) {
        plan_.values.push_back(v);
      }
      return;
    }
    const auto* points = spec_["points"].as<Quantity>();
    const double count = points ? points->value : 101;
    for (double i = 0; i < count; ++i) {
      plan_.values.push_back(range.first + (range.last - range.first) * (i / (count - 1)));
    }
  }

  bool check_values(const SpecValue& over, const TimelineTarget& target) {
    if (plan_.values.empty()) return wrong(over.at, "there is nothing to vary over");
    if (plan_.values.size() > kMostEvaluations) {
      return wrong(over.at, fmt::format("the sweep would evaluate {} states; the limit is {}",
                                        plan_.values.size(), kMostEvaluations));
    }
    for (const LeafValue& value : plan_.values) {
      const auto* number = std::get_if<double>(&value);
      if (!number || (*number >= target.least && *number <= target.most)) continue;
      return wrong(over.at,
                   fmt::format("{} is {} to {}; {} is outside", in_quotes(target.name),
                               shortest(target.least), shortest(target.most), shortest(*number)));
    }
    return true;
  }

  bool read_best() {
    const SpecValue& value = spec_["best"];
    const auto* word = value.as<Word>();
    if (!word) return true;
    const size_t space = word->text.find(' ');
    const std::string how = word->text.substr(0, space);
    const std::string what = space == std::string::npos ? "" : word->text.substr(space + 1);
    std::vector<std::string> names;
    for (const Take& take : plan_.takes) names.push_back(take.name);
    const auto found = std::find(names.begin(), names.end(), what);
    if ((how != "least" && how != "most") || found == names.end()) {
      return wrong(value.at,
                   fmt::format("\"best\" wants `least` or `most` and one of {}", join_and(names)));
    }
    plan_.best = Best{how == "least", size_t(found - names.begin())};
    return true;
  }

  bool check_dependence() {
    const auto* map = spec_["take"].as<SpecMap>();
    for (size_t i = 0; i < plan_.takes.size(); ++i) {
      const auto& leaves = plan_.takes[i].program.leaves();
      if (std::binary_search(leaves.begin(), leaves.end(), plan_.vary)) continue;
      return wrong(map->entries[i].value.at,
                   fmt::format("{} does not depend on {}", in_quotes(plan_.takes[i].name),
                               in_quotes(builder_.graph().targets[size_t(plan_.vary)].name)));
    }
    return true;
  }

  NodeId add_history() {
    OutputShape all{"all", ValueType::table, {}, builder_.graph().targets[size_t(plan_.vary)].name};
    const bool number = std::holds_alternative<double>(plan_.values[0]);
    all.schema.push_back({all.key_name, number ? ColumnType::number : ColumnType::text});
    std::vector<TargetId> leaves;
    for (const Take& take : plan_.takes) {
      const ValueType type = take.program.type();
      all.schema.push_back({take.name, type == ValueType::text      ? ColumnType::text
                                       : type == ValueType::boolean ? ColumnType::boolean
                                                                    : ColumnType::number});
      merge_leaves(leaves, take.program.leaves());
    }
    const auto overridden = [this](TargetId leaf) {
      return leaf == plan_.vary ||
             std::any_of(plan_.settings.begin(), plan_.settings.end(),
                         [&](const Setting& setting) { return setting.target == leaf; });
    };
    leaves.erase(std::remove_if(leaves.begin(), leaves.end(), overridden), leaves.end());
    std::vector<OutputShape> outputs{all};
    if (plan_.best) outputs.push_back({"best", ValueType::record, all.schema, {}});
    return builder_.add(std::make_unique<SweepNode>(builder_.name(), builder_.at(),
                                                    std::move(outputs), std::move(plan_)),
                        std::move(leaves));
  }

  bool wrong(const Location& at, std::string message) {
    builder_.context().diagnostics.error("sweep", at, std::move(message));
    return false;
  }

  const RecordSpec& spec_;
  GraphBuilder& builder_;
  SweepPlan plan_;
};

int build_sweep(const RecordSpec& spec, GraphBuilder& builder) {
  return SweepBuilder(spec, builder).build();
}

Field described(std::string_view name, FieldKind kind, std::string_view doc, bool required,
                std::string_view fallback = {}) {
  Field f;
  f.name = name;
  f.kind = kind;
  f.doc = doc;
  f.required = required;
  f.fallback = fallback;
  return f;
}

Field points_field() {
  Field f = described("points", FieldKind::count, "How many values a range of reals is cut into.",
                      false, "101");
  f.least = 2;
  f.most = kMostEvaluations;
  return f;
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel{
    {"sweep",
     "Evaluates a piece of the scene for each value of one param, all else as it is now. "
     "Its rows are a trace: a line over them grows with `.step`.",
     {described("vary", FieldKind::param, "The param that is varied.", true),
      described("over", FieldKind::range, "Its values: 1..9, 0..1 or a list.", true),
      points_field(),
      described("take", FieldKind::takes, "What is noted for each: {name: model.output}.", true),
      described("with", FieldKind::settings,
                "Params and steps held meanwhile: {forest.step: last}.", false),
      described("best", FieldKind::text, "`least` or `most` and one of the names in `take`.",
                false),
      described("step", FieldKind::step, "How far it has got at the start.", false, "last")}},
    {{"all", ValueType::table,
      "All rows, keyed by the param's value: the param and what is taken."},
     {"best", ValueType::record, "The row that `best` asks for."},
     {"trace", ValueType::table, "The rows up to the step."},
     {"step", ValueType::number, "The step: a row number from 0."},
     {"steps", ValueType::number, "The last step."}},
    nullptr,
    nullptr,
    nullptr,
    build_sweep};

}  // namespace lantern::sweep_model
