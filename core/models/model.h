#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/models/output.h"
#include "core/record/fail.h"
#include "core/record/field.h"
#include "core/record/value.h"

namespace lantern {

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
  std::function<Outputs(const RecordValue& in)> compute = nullptr;
  /// A trace has these two instead: all that it goes through, and its outputs as of one state.
  History (*history)(const RecordValue& in) = nullptr;
  std::function<Outputs(const RecordValue& in, const History& history, size_t step)> as_of =
      nullptr;
  /// A model that evaluates parts of the graph itself (a sweep) adds its nodes here instead;
  /// returns the one that its name stands for, or −1 after reporting a mistake.
  int (*build)(const RecordSpec& spec, GraphBuilder& builder) = nullptr;
};

/// The outputs that every trace has, added to its own.
std::vector<OutputDecl> with_trace_outputs(std::vector<OutputDecl> own);
/// The field `step`: how far a trace has got at the start.
Field step_field();

namespace detail {

template <class Result>
std::vector<OutputDecl> decls_of(const std::vector<OutputOf<Result>>& outputs) {
  std::vector<OutputDecl> out;
  for (const OutputOf<Result>& one : outputs) out.push_back(one.decl);
  return out;
}

}  // namespace detail

/// Describes a model by a struct of its fields and a function from that struct to one of its
/// outputs.
template <class In, auto Function,
          class Result = decltype(Function(std::declval<In>(), std::declval<RecordValue>()))>
ModelType model(Kind kind, const std::vector<OutputOf<Result>>& outputs) {
  ModelType out{.kind = std::move(kind), .outputs = detail::decls_of(outputs)};
  out.compute = [decls = out.outputs](const RecordValue& record) {
    Result result = Function(bind<In>(record), record);
    return take_outputs(decls, &result);
  };
  return out;
}

/// The same for a trace. `Fit` says what `In` goes through, with a member `steps()`; `AsOf` gives
/// the outputs as of a step, but for `step`, `steps` and, where there is a table `all` of the
/// states, `trace`, which are added here.
template <class In, auto Fit, auto AsOf,
          class States = decltype(Fit(std::declval<In>(), std::declval<RecordValue>())),
          class Result = decltype(AsOf(std::declval<In>(), std::declval<RecordValue>(),
                                       std::declval<States>(), size_t{}))>
ModelType trace_model(Kind kind, const std::vector<OutputOf<Result>>& outputs) {
  const std::vector<OutputDecl> own = detail::decls_of(outputs);
  ModelType out{.kind = std::move(kind), .outputs = with_trace_outputs(own)};
  out.kind.fields.push_back(step_field());
  out.history = [](const RecordValue& record) {
    auto states = std::make_shared<const States>(Fit(bind<In>(record), record));
    const History history{states, static_cast<double>(states->steps()), states->bytes()};
    return history;
  };
  out.as_of = [own](const RecordValue& record, const History& history, size_t step) {
    const auto& states = *static_cast<const States*>(history.states.get());
    Result result = AsOf(bind<In>(record), record, states, step);
    return take_outputs(own, &result);
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
