#include <algorithm>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/expr/as_column.h"
#include "core/scene/bind/binder.h"
#include "core/scene/compile/graph_builder.h"
#include "core/scene/evaluators/points.h"

namespace lantern::sample_model {
namespace {

constexpr size_t kMostPoints = 250000;

class SampleNode : public Node {
 public:
  SampleNode(std::string name, Location at, std::vector<OutputShape> outputs, Table grid,
             Program of)
      : Node(std::move(name), at, std::move(outputs)), grid_(std::move(grid)), of_(std::move(of)) {}

  Outputs compute(const Evaluation& at) const override {
    return {std::make_shared<const Table>(
        grid_.with("value", as_column(of_.run(at, &grid_), grid_.rows())))};
  }

 private:
  Table grid_;
  Program of_;
};

/// Reads a sample's record; every function reports what is wrong.
class SampleBuilder {
 public:
  SampleBuilder(const RecordSpec& spec, GraphBuilder& builder) : spec_(spec), builder_(builder) {}

  NodeId build() {
    const auto* over = spec_["over"].as<SpecMap>();
    const auto* of = spec_["of"].as<AstPtr>();
    if (!over || !of) return -1;
    size_t rows = 1;
    std::vector<std::vector<double>> axes;
    for (const SpecMap::Entry& entry : over->entries) {
      if (entry.key == "value") return wrong(entry.key_at, "\"value\" is what the function gives");
      auto values = values_of(entry);
      if (!values) return -1;
      rows *= values->size();
      if (rows == 0) return wrong(entry.value.at, "there is nothing to evaluate over");
      if (rows > kMostPoints) {
        return wrong(entry.value.at, fmt::format("this would evaluate {} points; the limit is {}",
                                                 rows, kMostPoints));
      }
      axes.push_back(std::move(*values));
    }
    if (!check_points(*over)) return -1;
    if (axes.empty()) return wrong(spec_["over"].at, "there is nothing to evaluate over");
    return add(grid(*over, axes, rows), *of);
  }

 private:
  /// Those that are named are variables.
  bool check_points(const SpecMap& over) {
    const auto* points = spec_["points"].as<SpecMap>();
    for (size_t i = 0; points && i < points->entries.size(); ++i) {
      const SpecMap::Entry& entry = points->entries[i];
      const bool known = std::any_of(over.entries.begin(), over.entries.end(),
                                     [&](const SpecMap::Entry& v) { return v.key == entry.key; });
      if (known) continue;
      wrong(entry.key_at, fmt::format("there is no variable {}", in_quotes(entry.key)));
      return false;
    }
    return true;
  }

  std::optional<std::vector<double>> values_of(const SpecMap::Entry& entry) {
    const SpecValue& value = entry.value;
    std::vector<double> out;
    if (const auto* range = value.as<Range>()) {
      const double count = points_of(spec_["points"], entry.key, 200);
      for (double i = 0; i < count; ++i) {
        out.push_back(range->at(i, count));
      }
      return out;
    }
    const auto* list = value.as<SpecList>();
    if (!list) {
      wrong(value.at, "a function is evaluated over a range such as 0..1, or a list of numbers");
      return std::nullopt;
    }
    for (const SpecValue& item : *list) {
      const auto* quantity = item.as<Quantity>();
      if (!quantity) {
        wrong(item.at, "a function is evaluated over numbers");
        return std::nullopt;
      }
      out.push_back(quantity->value);
    }
    return out;
  }

  /// All combinations, the last variable running fastest.
  static Table grid(const SpecMap& over, const std::vector<std::vector<double>>& axes,
                    size_t rows) {
    std::vector<std::string> names;
    std::vector<Column> columns;
    size_t repeats = rows;
    for (size_t v = 0; v < axes.size(); ++v) {
      repeats /= axes[v].size();
      std::vector<double> values(rows);
      for (size_t i = 0; i < rows; ++i) values[i] = axes[v][i / repeats % axes[v].size()];
      names.push_back(over.entries[v].key);
      columns.push_back(Column::numbers(std::move(values)));
    }
    return Table("", Keys::numbered(rows), std::move(names), std::move(columns));
  }

  NodeId add(Table grid, const AstPtr& of) {
    const PlanContext& context = builder_.context();
    const Schema variables = grid.schema();
    Scope scope = context.scope;
    scope.row = &variables;
    scope.row_table = builder_.name();
    auto program = bind_expression(of, scope, builder_.graph(), context.diagnostics,
                                   ValueType::number, "\"of\"");
    if (!program) return -1;
    OutputShape rows{"rows", ValueType::table, variables, {}};
    rows.schema.push_back({"value", ColumnType::number});
    std::vector<LeafId> leaves = program->leaves();
    return builder_.add(
        std::make_unique<SampleNode>(builder_.name(), builder_.at(), std::vector{std::move(rows)},
                                     std::move(grid), std::move(*program)),
        std::move(leaves));
  }

  NodeId wrong(const Location& at, std::string message) {
    builder_.context().diagnostics.error("sample", at, std::move(message));
    return -1;
  }

  const RecordSpec& spec_;
  GraphBuilder& builder_;
};

int build_sample(const RecordSpec& spec, GraphBuilder& builder) {
  return SampleBuilder(spec, builder).build();
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel{
    .kind = {"sample",
             "A function of one variable or more, evaluated over a grid: a curve to draw.",
             {described("of", FieldKind::order,
                        "The function: an =expression of the variables in `over`.",
                        {.required = true}),
              described("over", FieldKind::settings,
                        "Its variables with their values: {x: 0..1}, or a list of values.",
                        {.required = true}),
              described("points", FieldKind::points,
                        "How many values each range is cut into; for each variable its own: "
                        "{u: 50, v: 20}.",
                        {.fallback = "200", .least = 2, .most = kMostPoints})}},
    .outputs = {{"rows", ValueType::table, "The variables, and `value`."}},
    .build = build_sample};

}  // namespace lantern::sample_model
