#pragma once

#include <optional>
#include <string>

#include "core/models/model.h"
#include "core/scene/run/record_plan.h"

namespace lantern {

/// A model of the scene that can be made again from other rows, all else as it is at the moment:
/// of a trace, as of its step, or its last one where the other way is shorter.
class Learner {
 public:
  Learner(const ModelType& type, RecordPlanPtr plan, std::optional<LeafId> step = {})
      : type_(type), plan_(std::move(plan)), step_(step) {}

  /// Whether a model learns from rows and can be asked about others.
  static bool is_one(const ModelType& type);

  std::string_view kind() const { return type_.kind.name; }
  /// The rows that it learns from in the scene; with `filter` false, also those that its `where`
  /// leaves out.
  TablePtr rows(const Evaluation& at, bool filter = true) const { return plan_->rows(at, filter); }
  /// The column that it learns to predict.
  std::string target(const Evaluation& at) const { return names(at, "target").at(0); }
  std::vector<std::string> features(const Evaluation& at) const { return names(at, "features"); }
  /// The class that its probabilities are of, where the script names one.
  std::optional<std::string> positive() const;
  /// The fields' values with these rows to learn from.
  RecordValue record(const Evaluation& at, const TablePtr& train) const {
    return plan_->evaluate(at, train);
  }

  /// What it has learnt from such a record's rows.
  History learn(const RecordValue& record) const;
  /// What it says of other rows then: the output `rows`.
  TablePtr say(const Evaluation& at, const RecordValue& record, const History& learnt,
               const TablePtr& rows) const;

 private:
  std::vector<std::string> names(const Evaluation& at, std::string_view field) const;

  const ModelType& type_;
  RecordPlanPtr plan_;
  std::optional<LeafId> step_;
};

}  // namespace lantern
