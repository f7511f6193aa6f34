#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/record/fail.h"
#include "core/record/field.h"
#include "core/record/value.h"

namespace lantern {

struct ColumnDoc {
  std::string_view name;
  ColumnType type = ColumnType::number;
  std::string_view doc;
};

/// One output of a model, as declared before any value is known.
struct OutputDecl {
  std::string_view name;
  ValueType type = ValueType::number;
  std::string_view doc;
  std::vector<ColumnDoc> columns = {};  ///< of a table or record
  std::string_view key = {};            ///< what names a table's rows; empty: they are numbered
  /// A table field of the model whose columns come first, and whose rows it keeps by name; where
  /// that one is left out, the field `data`.
  std::string_view extends = {};
};

class GraphBuilder;
struct RecordSpec;

/// All that a model made in an order (a trace) went through, in a form of its own.
struct History {
  std::shared_ptr<const void> states;
  double steps = 0;  ///< the number of the last state; the first is 0
  size_t bytes = 0;  ///< about what it takes in memory
};

/// A model: a pure function from its fields' values to its outputs, in the order of `outputs`.
struct ModelType {
  Kind kind;
  std::vector<OutputDecl> outputs;
  /// Throws SceneError (see `fail`) where the data does not allow the model.
  Outputs (*compute)(const RecordValue& in) = nullptr;
  /// A trace has these two instead: all that it goes through, and its outputs as of one state.
  History (*history)(const RecordValue& in) = nullptr;
  Outputs (*as_of)(const RecordValue& in, const History& history, size_t step) = nullptr;
  /// A model that evaluates parts of the graph itself (a sweep) adds its nodes here instead;
  /// returns the one that its name stands for, or −1 after reporting a mistake.
  int (*build)(const RecordSpec& spec, GraphBuilder& builder) = nullptr;
};

/// The outputs that every trace has, added to its own.
std::vector<OutputDecl> with_trace_outputs(std::vector<OutputDecl> own);
/// The field `step`: how far a trace has got at the start.
Field step_field();

/// Describes a model by a struct of its fields and a function of that struct.
template <class In, Outputs (*Function)(const In&, const RecordValue&)>
ModelType model(Kind kind, std::vector<OutputDecl> outputs) {
  return {std::move(kind), std::move(outputs),
          [](const RecordValue& record) { return Function(bind<In>(record), record); }};
}

/// The same for a trace. `Fit` says what `In` goes through, with a member `steps()`; `AsOf` gives
/// the outputs as of a step, but for `step`, `steps` and, where there is a table `all` of the
/// states, `trace`, which are added here.
template <class In, auto Fit, auto AsOf>
ModelType trace_model(Kind kind, std::vector<OutputDecl> outputs) {
  using States = decltype(Fit(std::declval<In>(), std::declval<RecordValue>()));
  ModelType out{std::move(kind), with_trace_outputs(std::move(outputs))};
  out.kind.fields.push_back(step_field());
  out.history = [](const RecordValue& record) {
    auto states = std::make_shared<const States>(Fit(bind<In>(record), record));
    const History history{states, static_cast<double>(states->steps()), states->bytes()};
    return history;
  };
  out.as_of = [](const RecordValue& record, const History& history, size_t step) {
    return AsOf(bind<In>(record), record, *static_cast<const States*>(history.states.get()), step);
  };
  return out;
}

/// The field `where`: a condition on the rows of the field `data`.
Field where_field(std::string_view doc);

/// All models that are functions of their fields alone, sorted by name.
std::span<const ModelType* const> models();

/// Null where there is no such model.
const ModelType* find_model(std::string_view name);

}  // namespace lantern
