#pragma once

#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "core/base/limits.h"
#include "core/models/model.h"
#include "core/scene/bind/plan_context.h"
#include "core/scene/compile/params.h"
#include "core/scene/compile/step_verb.h"
#include "core/spec/scene_spec.h"
#include "core/spec/vocabulary.h"

namespace lantern {

/// What the command line changes in a scene.
struct SceneOptions {
  std::map<std::string, std::string> data;    ///< table → file
  std::map<std::string, std::string> params;  ///< param → value, held for the whole film
  Limits limits{};
  std::string root = "";  ///< of what the scene may read; empty: its folder
};

/// Builds the graph of a scene: params first, then tables, then models as they are asked for.
class Compiler : public SceneNames {
 public:
  /// `models` and `verbs` are those that the script may name.
  Compiler(const SceneSpec& spec, const Vocabulary& vocabulary,
           std::span<const ModelType* const> models, VerbList verbs, Sources& sources,
           Diagnostics& diagnostics, const SceneOptions& options);

  /// Params, tables and every model.
  void build_values();

  std::optional<SceneName> find(const std::string& name) override;
  std::vector<std::string> all() const override;
  const Table* fixed_table(NodeId node, int output) override;
  bool fails(NodeId node) const override { return failed_.count(node) > 0; }

  const SceneSpec& spec() const { return spec_; }
  const Vocabulary& vocabulary() const { return vocabulary_; }
  VerbList verbs() const { return verbs_; }
  const Limits& limits() const { return options_.limits; }
  Diagnostics& diagnostics() { return diagnostics_; }
  Graph& graph() { return *graph_; }
  const SceneNameMap& names() const { return names_; }
  /// Targets that the command line holds.
  const std::set<LeafId>& held() const { return held_; }
  std::unique_ptr<Graph> take_graph() { return std::move(graph_); }

  /// For what stands in the view `own`, if in one.
  PlanContext plan_context(const Variables* variables, int own = -1);

  /// The items of an `each`: for each of them its key and the variables' values. Reports what is
  /// wrong and returns nothing then.
  /// With `tables_ever` (see PlanContext), its list may change in the course of the film.
  std::optional<std::vector<EachItem>> items(
      const EachSpec& each, const Variables& outer,
      std::function<const std::vector<TablePtr>&(const TableRef&)> tables_ever = {});

  /// The same of what is made for each item: their keys name one each.
  std::optional<std::vector<EachItem>> instances(
      const EachSpec& each, const Variables& outer,
      std::function<const std::vector<TablePtr>&(const TableRef&)> tables_ever = {});

  /// The value of a constant key: a text as it is, or a computed one.
  std::optional<std::string> constant_key(const AstPtr& ast, const Variables& variables);

 private:
  void check_overrides() const;
  void build_tables();
  NodeId add_table(const std::string& name, const Location& at, const TablePtr& table);
  std::optional<Table> load(const DataSpec& data, const Variables* variables);
  /// One table for each item of the `each`.
  SceneName build_tables_of(const DataSpec& data);
  SceneName build_value(const ValueSpec& value);
  /// Of a picture's file, read once.
  ImagePtr picture(const std::string& path, const Location& at);
  /// A value, a model or a recorded table; they are built when they are first asked for.
  std::optional<SceneName> build(const std::string& name);
  void report_cycle(const Location& at, const std::string& name);
  SceneName build_model(const ModelSpec& model);
  /// A table that steps add rows to. What is in its columns is known from what they add, which may
  /// be a model's; so it is built when it is asked for, as models are.
  SceneName build_recorded(const DataSpec& data);
  NodeId build_instance(const ModelSpec& model, const std::string& name,
                        const Variables& variables);

  const SceneSpec& spec_;
  const Vocabulary& vocabulary_;
  std::span<const ModelType* const> models_;
  VerbList verbs_;
  Sources& sources_;
  Diagnostics& diagnostics_;
  const SceneOptions& options_;
  std::unique_ptr<Graph> graph_;
  SceneNameMap names_;
  std::map<std::string, TablePtr> tables_;
  std::map<std::string, TablePtr> recorded_;  // as they start
  std::map<NodeId, TablePtr> fixed_;
  std::set<NodeId> failed_;
  std::map<std::string, ImagePtr> pictures_;  // null: one that is wrong
  std::vector<std::string> building_;         // models on the way, for cycles
  std::set<LeafId> held_;
};

}  // namespace lantern
