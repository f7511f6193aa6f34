#include "core/scene/nodes/learner.h"

#include <cmath>

#include "core/scene/nodes/predictor.h"
#include "core/scene/nodes/trace.h"

namespace lantern {

bool Learner::is_one(const ModelType& type) {
  const Kind& kind = type.kind;
  return (type.learn || type.history) && type.answer && kind.find("predict") >= 0 &&
         kind.find("data") >= 0 && kind.find("target") >= 0;
}

History Learner::learn(const RecordValue& record) const {
  return type_.learn ? type_.learn(record) : type_.history(record);
}

TablePtr Learner::say(const Evaluation& at, const RecordValue& record, const History& learnt,
                      const TablePtr& rows) const {
  const double step = step_ ? std::floor(step_within(at.number(*step_), learnt.steps)) : 0;
  return type_.answer(predicting(record, rows), learnt, static_cast<size_t>(step));
}

std::optional<std::string> Learner::positive() const {
  const FieldPlan* plan = plan_->find("positive");
  const auto* value = plan ? std::get_if<FieldValue>(&plan->how) : nullptr;
  const auto* text = value ? std::get_if<std::string>(value) : nullptr;
  return text ? std::optional(*text) : std::nullopt;
}

std::vector<std::string> Learner::names(const Evaluation& at, std::string_view field) const {
  const FieldPlan* plan = plan_->find(field);
  const auto* columns = plan ? std::get_if<FieldPlan::Columns>(&plan->how) : nullptr;
  return columns ? columns->names_at(at) : std::vector<std::string>();
}

}  // namespace lantern
