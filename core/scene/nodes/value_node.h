#pragma once

#include "core/scene/run/evaluation.h"
#include "core/scene/run/program.h"

namespace lantern {

/// A named value of the script: an expression, computed once at each moment.
class ValueNode : public Node {
 public:
  ValueNode(std::string name, Location at, Program program)
      : Node(std::move(name), at, {{"value", program.type(), {}, {}}}),
        program_(std::move(program)) {}

  Outputs compute(const Evaluation& at) const override {
    const Operand value = program_.run(at);
    if (value.type == ValueType::text) return {value.text};
    if (value.type == ValueType::boolean) return {is_true(value.number)};
    return {value.number};
  }

 private:
  Program program_;
};

}  // namespace lantern
