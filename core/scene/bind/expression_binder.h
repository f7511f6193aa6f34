#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/scene/bind/address_walk.h"

namespace lantern {

/// Thrown while an expression is bound, after the mistake has been reported.
struct StopExpression {};

/// "clamp takes 3 arguments, not 2".
std::string arguments_wanted(std::string_view name, int least, int most, size_t given);

/// Writes the code of an expression. What calls are stands in `call_binder.cpp`, those of functions
/// of the script in `own_calls.cpp`, of models in `model_calls.cpp`.
class ExpressionBinder {
 public:
  ExpressionBinder(const Scope& scope, const Graph& graph, Diagnostics& diagnostics, Code& code)
      : scope_(scope), graph_(graph), diagnostics_(diagnostics), code_(code) {}

  /// `wanted` tells names apart; whether the type is right is for the caller to see.
  Typed visit(const Ast& ast, std::optional<ValueType> wanted = {});

 private:
  Typed value_of(const Address& address, const Location& at, std::optional<ValueType> wanted);
  KeyBinder key_binder();
  Typed visit_unary(const Unary& unary, const Location& at);
  Typed visit_binary(const Binary& binary, const Location& at);
  Typed visit_sum(const Binary& sum, const Location& at);
  Typed visit_equality(const Binary& binary, const Location& at);
  Typed visit_conditional(const Conditional& choice, const Location& at,
                          std::optional<ValueType> wanted);
  Typed visit_membership(const Membership& membership, const Location& at);

  Typed visit_call(const Call& call, const Location& at, std::optional<ValueType> wanted);
  Typed visit_function(const FunctionSpec& function, const Call& call, const Location& at,
                       std::optional<ValueType> wanted);
  Typed inside_function(const FunctionSpec& function, const std::vector<Local>& arguments,
                        const Location& at, std::optional<ValueType> wanted);
  Typed visit_rows(const Builtin& builtin, const Call& call, const Location& at);
  Typed visit_table(const Builtin& builtin, const Call& call, const TableRef& table,
                    const Location& at);
  Typed inner_body(const Ast& ast, const Builtin& builtin, const Address& address, InnerRows& inner,
                   const Location& at);
  Typed visit_window(const Builtin& builtin, const Call& call, const Location& at);
  /// What a model is asked.
  struct Question {
    NodeId node = -1;
    std::string column;
    std::vector<ValueType> features;
    ValueType type = ValueType::number;
  };
  Typed visit_predictor(const Call& call, const Location& at);
  Typed visit_live_predictor(const Family& family, const Call& call, const Location& at);
  Question question_to(NodeId node, const Call& call, const Location& at);
  Typed visit_feature(const Question& question, const Call& call, size_t place);
  void push_question(const Question& question, const Location& at);
  std::string column_said(const PredictorShape& shape, const Call& call);
  Typed visit_draw(const Builtin& builtin, const Call& call, const Location& at);
  Typed visit_mix(const Builtin& builtin, const Call& call, const Location& at);
  Typed argument(const Builtin& builtin, const Call& call, size_t place, size_t type_place);
  const Builtin& function_of(const Call& call, const Location& at);
  void check_method(const Call& call, const Location& at);
  const FunctionSpec* own_function(const Call& call) const;
  std::optional<TableRef> table_argument(const Builtin& builtin, const Call& call) const;
  void check_count(const Builtin& builtin, size_t given, const Location& at);
  void check_format(const Builtin& builtin, const Call& call, const Typed& value);
  void push_call(Instruction::Op op, const Builtin& builtin, int b, int c, const Location& at);
  void check_length(const Location& at);
  int new_local(const Location& at);

  void expect(const Typed& given, ValueType wanted, std::string_view by, const Ast& operand,
              std::string hint = "");
  void check_option(size_t from, size_t to, const Ast& compared);
  void check_text(size_t place, const std::string& text, const Location& at);
  [[noreturn]] void stop_unequal(const Typed& left, const Typed& right, const Location& at);
  [[noreturn]] void stop(const Location& at, std::string message, std::string hint = "",
                         std::string_view code = "expression");

  const Scope& scope_;
  const Graph& graph_;
  Diagnostics& diagnostics_;
  Code& code_;
};

}  // namespace lantern
