#include "core/scene/evaluators/descent_reader.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/expr/derivative.h"
#include "core/expr/words.h"
#include "core/scene/bind/binder.h"
#include "core/scene/bind/record_planner.h"

namespace lantern::gradient_descent_model {
namespace {

constexpr size_t kMostParameters = 200;

/// Every function reports what is wrong.
class DescentReader {
 public:
  DescentReader(const RecordSpec& spec, GraphBuilder& builder)
      : spec_(spec), builder_(builder), context_(builder.context()), scope_(context_.scope) {}

  std::optional<DescentPlan> read() {
    plan_.record = plan_record(spec_, context_);
    const auto* start = spec_["start"].as<SpecMap>();
    const AstPtr* of = spec_["of"].as<AstPtr>();
    if (!plan_.record || !start || !of) return std::nullopt;
    if (!read_parameters(*start) || !read_function(*of)) return std::nullopt;
    return std::move(plan_);
  }

 private:
  // ---- parameters

  bool read_parameters(const SpecMap& start) {
    if (start.entries.empty()) {
      return wrong(spec_["start"].at, "there is nothing that could go down",
                   "name the variables of the function and where they start: {w: 0, b: 1}");
    }
    if (start.entries.size() > kMostParameters) {
      return wrong(spec_["start"].at,
                   fmt::format("a function has at most {} variables here", kMostParameters));
    }
    for (const SpecMap::Entry& entry : start.entries) {
      if (!check_name(entry) || !read_parameter(entry)) return false;
    }
    return true;
  }

  /// The trace has columns of its own.
  bool check_name(const SpecMap::Entry& entry) {
    constexpr std::string_view kOwn[] = {"all",      "trace", "step",    "steps",
                                         "progress", "value", "gradient"};
    const std::string& name = entry.key;
    const bool own = std::find(std::begin(kOwn), std::end(kOwn), name) != std::end(kOwn) ||
                     name.starts_with("gradient_");
    if (!own && !find_word(name)) return true;
    return wrong(
        entry.key_at, fmt::format("{} cannot be a variable here", in_quotes(name)),
        own ? "the trace has a column of that name itself" : "it is a word of the language");
  }

  bool read_parameter(const SpecMap::Entry& entry) {
    AstPtr ast;
    if (const auto* given = entry.value.as<AstPtr>()) ast = *given;
    if (const auto* quantity = entry.value.as<Quantity>()) {
      ast = std::make_shared<const Ast>(Ast{entry.value.at, quantity->value});
    }
    if (!ast) {
      return wrong(entry.value.at, fmt::format("{} starts at a number", in_quotes(entry.key)),
                   "a number, or an =expression");
    }
    auto program = bind_expression(ast, context_.scope, builder_.graph(), context_.diagnostics,
                                   ValueType::number, in_quotes(entry.key));
    if (!program) return false;
    locals_.push_back({entry.key, int(locals_.size()), ValueType::number});
    plan_.parameters.push_back({entry.key, std::move(*program), std::nullopt});
    return true;
  }

  // ---- the function and its derivatives

  bool read_function(const AstPtr& of) {
    scope_.locals = &locals_;
    if (const FieldPlan* data = plan_.record->find("data")) {
      if (const auto* table = std::get_if<TableRef>(&data->how)) {
        const Node& node = *builder_.graph().nodes[size_t(table->node)];
        scope_.row = &node.outputs()[size_t(table->output)].schema;
        scope_.row_table = node.name();
      }
    }
    auto value = bind(of);
    if (!value) return false;
    plan_.value = std::move(*value);
    Differentiator rules(functions_of_script(), [&](const Address& address) {
      Diagnostics unheard;
      const auto ast = std::make_shared<const Ast>(Ast{spec_["of"].at, address});
      return bind_table(ast, context_.scope, builder_.graph(), unheard).has_value();
    });
    try {
      return read_derivatives(of, rules);
    } catch (const NoDerivative& no) {
      return wrong(no.at, no.message, no.hint);
    }
  }

  std::vector<OwnFunction> functions_of_script() const {
    std::vector<OwnFunction> out;
    for (size_t i = 0; context_.scope.functions && i < context_.scope.functions->size(); ++i) {
      const FunctionSpec& one = (*context_.scope.functions)[i];
      out.push_back({one.name, one.parameters, one.body});
    }
    return out;
  }

  bool read_derivatives(const AstPtr& of, Differentiator& rules) {
    std::vector<AstPtr> slopes;
    for (const Parameter& parameter : plan_.parameters) {
      slopes.push_back(rules.derivative(of, parameter.name));
    }
    std::vector<AstPtr> second;
    for (size_t i = 0; wants_curvature() && i < slopes.size(); ++i) {
      for (size_t j = 0; j <= i; ++j) {
        const std::string& by = plan_.parameters[j].name;
        second.push_back(slopes[i] ? rules.derivative(slopes[i], by, true) : nullptr);
      }
    }
    with_functions(rules.functions());
    for (size_t i = 0; i < slopes.size(); ++i) {
      if (!bind_into(slopes[i], plan_.parameters[i].slope)) return false;
    }
    for (const AstPtr& one : second) {
      if (!bind_into(one, plan_.curvature.emplace_back())) return false;
    }
    return true;
  }

  /// Newton's steps need it; which optimizer there is may change.
  bool wants_curvature() const {
    const auto* word = spec_["optimizer"].as<Word>();
    return spec_["optimizer"].as<AstPtr>() || (word && word->text == "newton");
  }

  /// Those of derivatives beside the script's.
  void with_functions(const std::vector<OwnFunction>& all) {
    for (const OwnFunction& one : all) {
      functions_.push_back({one.name, spec_["of"].at, one.parameters, {}, one.body});
    }
    for (size_t i = 0; context_.scope.functions && i < context_.scope.functions->size(); ++i) {
      functions_[i] = (*context_.scope.functions)[i];
    }
    scope_.functions = &functions_;
  }

  std::optional<Program> bind(const AstPtr& ast) {
    return bind_expression(ast, scope_, builder_.graph(), context_.diagnostics, ValueType::number,
                           "\"of\"");
  }

  bool bind_into(const AstPtr& ast, std::optional<Program>& out) {
    if (!ast) return true;
    out = bind(ast);
    return out.has_value();
  }

  bool wrong(const Location& at, std::string message, std::string hint = "") {
    context_.diagnostics.error("gradient-descent", at, std::move(message), std::move(hint));
    return false;
  }

  const RecordSpec& spec_;
  GraphBuilder& builder_;
  const PlanContext& context_;
  Scope scope_;  // of the function
  std::vector<Local> locals_;
  FunctionSpecs functions_;
  DescentPlan plan_;
};

}  // namespace

std::optional<DescentPlan> read_descent(const RecordSpec& spec, GraphBuilder& builder) {
  return DescentReader(spec, builder).read();
}

}  // namespace lantern::gradient_descent_model
