#include "core/scene/compile/assigned_value.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/scene/bind/binder.h"
#include "core/scene/compile/leaves.h"

namespace lantern {
namespace {

/// The end of a trace is not in its leaf: it can change with the scene.
bool check_end(const Writing& writing, double value, const Location& at) {
  const Leaf& leaf = writing.leaf();
  if (leaf.source != Leaf::Source::step) return true;
  const auto last = last_step(writing);
  if (!last) return false;
  const double most = std::get<double>(*last);
  if (value <= most) return true;
  writing.error("out-of-range", at,
                fmt::format("{}: {}, but the trace has {} steps", leaf.name, shortest(value),
                            shortest(most)));
  return false;
}

std::optional<LeafValue> checked_number(const Writing& writing, double value, const Location& at) {
  const Leaf& leaf = writing.leaf();
  const std::string name = in_quotes(leaf.name);
  if (std::isnan(value)) {
    writing.error("out-of-range", at, fmt::format("{} is not a number here", name));
    return std::nullopt;
  }
  if (!check_end(writing, value, at)) return std::nullopt;
  const bool ends = leaf.source == Leaf::Source::step;
  if (value < leaf.least || (!ends && value > leaf.most)) {
    writing.error("out-of-range", at,
                  fmt::format("{} is {}; {} is outside", name, range_of(leaf), shortest(value)));
    return std::nullopt;
  }
  if (leaf.type == ParamType::count && value != std::floor(value)) {
    writing.error("wrong-type", at,
                  fmt::format("{} is a count: {} is not a whole number", name, shortest(value)));
    return std::nullopt;
  }
  return value;
}

/// The table that a param of type `key` names a row of.
const Table* key_table(const Writing& writing) {
  const Leaf& leaf = writing.leaf();
  if (leaf.type != ParamType::key) return nullptr;
  for (const ParamSpec& param : writing.compiler.spec().params) {
    if (param.name != leaf.name) continue;
    const auto table = writing.compiler.find(param.of);
    if (table && table->type == SceneName::Type::node) {
      return writing.compiler.fixed_table(table->id, 0);
    }
  }
  return nullptr;
}

std::optional<LeafValue> checked_text(const Writing& writing, const std::string& text,
                                      const Location& at) {
  std::vector<std::string> known;
  for (const auto& [name, columns] : writing.leaf().options) known.push_back(name);
  const Table* of = key_table(writing);
  if (of) known = *of->keys().names();
  if (known.empty() || std::find(known.begin(), known.end(), text) != known.end()) return text;
  writing.error("unknown-word", at,
                fmt::format("{} cannot be {}{}", in_quotes(writing.leaf().name), in_quotes(text),
                            did_you_mean(text, known)),
                of ? "" : fmt::format("it is {}", join_or(known)));
  return std::nullopt;
}

std::optional<LeafValue> word_value(const Writing& writing, const Word& word, const Location& at) {
  if (!writing.number()) return checked_text(writing, word.text, at);
  if (word.text == "last" && writing.leaf().source == Leaf::Source::step) {
    return last_step(writing);
  }
  const bool step = writing.leaf().source == Leaf::Source::step;
  writing.error("wrong-type", at,
                fmt::format("{} wants a number, not {}", in_quotes(writing.leaf().name),
                            in_quotes(word.text)),
                word.text.empty() ? ""
                : step            ? "its last step is `last`"
                                  : fmt::format("for an expression, write ={}", word.text));
  return std::nullopt;
}

std::optional<LeafValue> computed_value(const Writing& writing, const AstPtr& ast) {
  Compiler& compiler = writing.compiler;
  const bool number = writing.number();
  const auto program =
      bind_expression(ast, writing.context.scope, compiler.graph(), compiler.diagnostics(),
                      number ? ValueType::number : ValueType::text, in_quotes(writing.leaf().name));
  if (!program) return std::nullopt;
  try {
    const Evaluation at(compiler.graph(), writing.in.memo, writing.in.leaves_at_start());
    const Operand result = program->run(at);
    if (number) return checked_number(writing, result.number, ast->at);
    return checked_text(writing, result.text, ast->at);
  } catch (const SceneError& e) {
    compiler.diagnostics().add(e.diagnostic());
    return std::nullopt;
  }
}

}  // namespace

std::optional<LeafValue> assigned_value(const Writing& writing, const SpecValue& value) {
  if (const auto* quantity = value.as<Quantity>()) {
    if (writing.number()) return checked_number(writing, quantity->value, value.at);
    return checked_text(writing, quantity->text(), value.at);
  }
  if (const auto* word = value.as<Word>()) return word_value(writing, *word, value.at);
  if (const auto* ast = value.as<AstPtr>()) return computed_value(writing, *ast);
  writing.error("wrong-type", value.at, "`set` takes one value; waypoints are for `animate`");
  return std::nullopt;
}

std::optional<LeafValue> last_step(const Writing& writing) {
  const Graph& graph = writing.compiler.graph();
  const NodeId node = writing.leaf().node;
  try {
    const Evaluation at(graph, writing.in.memo, writing.in.leaves_at_start());
    const Node& trace = *graph.nodes[size_t(node)];
    return std::get<double>(at.output(node, trace.find_output("steps")));
  } catch (const SceneError& e) {
    writing.compiler.diagnostics().add(e.diagnostic());
    return std::nullopt;
  }
}

}  // namespace lantern
