#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "config/read/sections.h"
#include "core/base/text.h"
#include "core/expr/builtins.h"
#include "core/expr/words.h"

namespace lantern {
namespace {

/// What a function's body speaks of: whether all of it is there, and which functions it calls.
class FunctionBody {
 public:
  FunctionBody(const ReadContext& context, const FunctionSpec& function, const FunctionSpecs& all,
               const std::set<std::string>& scene)
      : context_(context), function_(function), all_(all), scene_(scene) {}

  bool check() {
    visit(function_.body, false);
    return right_;
  }
  const std::set<std::string>& calls() const { return calls_; }

 private:
  /// `rows`: the columns of a table may be meant, which are not known here.
  void visit(const AstPtr& ast, bool rows) {
    if (!ast) return;
    if (const auto* address = std::get_if<Address>(&ast->node)) check_name(*address, ast->at, rows);
    if (const auto* unary = std::get_if<Unary>(&ast->node)) visit(unary->operand, rows);
    if (const auto* binary = std::get_if<Binary>(&ast->node)) {
      visit(binary->left, rows);
      visit(binary->right, rows);
    }
    if (const auto* choice = std::get_if<Conditional>(&ast->node)) {
      for (const AstPtr& part : {choice->then, choice->condition, choice->otherwise}) {
        visit(part, rows);
      }
    }
    if (const auto* membership = std::get_if<Membership>(&ast->node)) {
      visit(membership->value, rows);
      for (const AstPtr& one : membership->among) visit(one, rows);
    }
    if (const auto* call = std::get_if<Call>(&ast->node)) visit_call(*call, ast->at, rows);
  }

  void visit_call(const Call& call, const Location& at, bool rows) {
    const std::string name = to_string(call.function);
    const Builtin* builtin = find_builtin(name);
    if (!builtin && call.function.selectors.empty()) check_call(name, at);
    const auto* first =
        call.arguments.empty() ? nullptr : std::get_if<Address>(&call.arguments[0]->node);
    const bool table = builtin && builtin->reduces() && first && scene_.count(first->head) > 0;
    for (const AstPtr& argument : call.arguments) visit(argument, rows || table);
  }

  void check_call(const std::string& name, const Location& at) {
    std::vector<std::string> known;
    for (const FunctionSpec& other : all_) known.push_back(other.name);
    if (std::find(known.begin(), known.end(), name) != known.end()) {
      calls_.insert(name);
      return;
    }
    for (const Builtin& builtin : builtins()) known.emplace_back(builtin.name);
    wrong("expression", at,
          fmt::format("there is no function {}{}", in_quotes(name), did_you_mean(name, known)),
          "`lantern list functions` shows all");
  }

  void check_name(const Address& address, const Location& at, bool rows) {
    const std::string& name = address.head;
    const auto& own = function_.parameters;
    for (const Selector& selector : address.selectors) visit(selector.expr, rows);
    if (std::find(own.begin(), own.end(), name) != own.end() || scene_.count(name) || rows) return;
    if (name == "pi" || name == "nan" || name == "scene" || name == "next") return;
    std::vector<std::string> known = own;
    known.insert(known.end(), scene_.begin(), scene_.end());
    const bool row = name == "row" || name == "index" || name == "key";
    wrong("unknown-name", at,
          row ? fmt::format("a function has no rows for `{}` to mean", name)
              : fmt::format("{} is no parameter of {} and no name of the scene{}", in_quotes(name),
                            function_.name, did_you_mean(name, known)),
          "what it needs of a row is an argument");
  }

  void wrong(std::string_view code, const Location& at, std::string message, std::string hint) {
    context_.error(code, at, std::move(message), std::move(hint));
    right_ = false;
  }

  const ReadContext& context_;
  const FunctionSpec& function_;
  const FunctionSpecs& all_;
  const std::set<std::string>& scene_;
  std::set<std::string> calls_;
  bool right_ = true;
};

using Calls = std::map<std::string, std::set<std::string>>;

/// A way from `at` back to `start`; empty where there is none.
std::string way_back(const Calls& calls, const std::string& at, const std::string& start,
                     std::set<std::string>& seen) {
  const auto found = calls.find(at);
  if (found == calls.end()) return "";
  for (const std::string& next : found->second) {
    if (next == start) return " → " + start;
    if (!seen.insert(next).second) continue;
    const std::string rest = way_back(calls, next, start, seen);
    if (!rest.empty()) return " → " + next + rest;
  }
  return "";
}

}  // namespace

void check_functions(const ReadContext& context, SceneSpec& scene) {
  std::set<std::string> names;
  for (const ParamSpec& param : scene.params) names.insert(param.name);
  for (const ValueSpec& value : scene.values) names.insert(value.name);
  for (const DataSpec& data : scene.data) names.insert(data.name);
  for (const ModelSpec& model : scene.models) names.insert(model.name);
  Calls calls;
  for (FunctionSpec& function : scene.functions) {
    FunctionBody body(context, function, scene.functions, names);
    if (!body.check()) function.body = nullptr;  // told once, not at each call
    calls[function.name] = body.calls();
  }
  for (FunctionSpec& function : scene.functions) {
    std::set<std::string> seen;
    const std::string way = way_back(calls, function.name, function.name, seen);
    if (way.empty()) continue;
    context.error("cycle", function.at,
                  fmt::format("functions go in a circle: {}{}", function.name, way),
                  "a function cannot call itself: `iterate` does a thing step by step");
    function.body = nullptr;
  }
}

}  // namespace lantern
