#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
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
  /// A model that is asked about rows: what it learns, whatever they are, and its outputs with
  /// that. `compute` is both.
  History (*learn)(const RecordValue& in) = nullptr;
  std::function<Outputs(const RecordValue& in, const History& learnt)> say = nullptr;
  /// Its output `rows` alone, of what it has learnt or as of one state of a trace.
  std::function<TablePtr(const RecordValue& in, const History& history, size_t step)> answer =
      nullptr;
  /// A model that evaluates parts of the graph itself (a sweep) adds its nodes here instead;
  /// returns the one that its name stands for, or −1 after reporting a mistake.
  int (*build)(const RecordSpec& spec, GraphBuilder& builder) = nullptr;
};

/// The output `rows` out of a result, which is used up.
TablePtr take_rows(const std::vector<OutputDecl>& decls, void* result);
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

/// What a function makes of a record, with how it is counted.
template <class In, auto Make>
History history_of(const RecordValue& record) {
  using States = decltype(Make(std::declval<In>(), std::declval<RecordValue>()));
  auto states = std::make_shared<const States>(Make(bind<In>(record), record));
  History out{states, 0, states->bytes()};
  if constexpr (requires { states->steps(); }) out.steps = static_cast<double>(states->steps());
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
/// states, `trace`, which are added here. `Answer` gives a result of which `rows` alone is filled
/// in, where it can be asked about rows.
template <class In, auto Fit, auto AsOf, auto Answer = nullptr,
          class States = decltype(Fit(std::declval<In>(), std::declval<RecordValue>())),
          class Result = decltype(AsOf(std::declval<In>(), std::declval<RecordValue>(),
                                       std::declval<States>(), size_t{}))>
ModelType trace_model(Kind kind, const std::vector<OutputOf<Result>>& outputs) {
  const std::vector<OutputDecl> own = detail::decls_of(outputs);
  ModelType out{.kind = std::move(kind), .outputs = with_trace_outputs(own)};
  out.kind.fields.push_back(step_field());
  out.history = detail::history_of<In, Fit>;
  out.as_of = [own](const RecordValue& record, const History& history, size_t step) {
    const auto& states = *static_cast<const States*>(history.states.get());
    Result result = AsOf(bind<In>(record), record, states, step);
    return take_outputs(own, &result);
  };
  if constexpr (!std::is_null_pointer_v<decltype(Answer)>) {
    out.answer = [own](const RecordValue& record, const History& history, size_t step) {
      const auto& states = *static_cast<const States*>(history.states.get());
      Result result = Answer(bind<In>(record), record, states, step);
      return take_rows(own, &result);
    };
  }
  return out;
}

/// The same for a model that is asked about rows: `Learn` says what it learns, which hangs on none
/// of them, and `Say` gives the outputs.
template <class In, auto Learn, auto Say,
          class Learnt = decltype(Learn(std::declval<In>(), std::declval<RecordValue>())),
          class Result = decltype(Say(std::declval<In>(), std::declval<RecordValue>(),
                                      std::declval<Learnt>()))>
ModelType learnt_model(Kind kind, const std::vector<OutputOf<Result>>& outputs) {
  ModelType out{.kind = std::move(kind), .outputs = detail::decls_of(outputs)};
  const auto result_of = [](const RecordValue& record, const History& history) {
    return Say(bind<In>(record), record, *static_cast<const Learnt*>(history.states.get()));
  };
  out.learn = detail::history_of<In, Learn>;
  out.say = [decls = out.outputs, result_of](const RecordValue& record, const History& learnt) {
    Result result = result_of(record, learnt);
    return take_outputs(decls, &result);
  };
  out.answer = [decls = out.outputs, result_of](const RecordValue& record, const History& learnt,
                                                size_t) {
    Result result = result_of(record, learnt);
    return take_rows(decls, &result);
  };
  out.compute = [learn = out.learn, say = out.say](const RecordValue& record) {
    return say(record, learn(record));
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
