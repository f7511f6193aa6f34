#include "core/scene/compile/unread.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/expr/addresses.h"

namespace lantern {
namespace {

class Readers {
 public:
  explicit Readers(Compiler& compiler) : compiler_(compiler) {
    for (const FunctionSpec& function : compiler.spec().functions) read(function.body);
  }

  const std::set<LeafId>& leaves() const { return leaves_; }

  void read(const std::vector<LeafId>& leaves) { leaves_.insert(leaves.begin(), leaves.end()); }

  void read(const Versions& versions) {
    for (const Versions::Version& version : versions.versions) {
      if (version.plan) read(version.plan->leaves());
    }
  }

  void read(const std::vector<RowRef>& rows) {
    for (const RowRef& row : rows) read_node(row.node);
  }

  /// All that its names hang on, whatever it asks of them.
  void read(const AstPtr& ast) {
    for_each_address(ast, [this](const Address& address) {
      read_name(address.head);
      if (address.head == "scene" && !address.selectors.empty()) {
        read_name(address.selectors[0].name);
      }
    });
  }

  void read(const StepSpec& step) {
    if (step.say) read(step.say->text);
    if (step.section) read(*step.section);
    for (const auto* assignments : {&step.set, &step.animate}) {
      for (const AssignmentSpec& assignment : *assignments) read(assignment.value);
    }
    for (const RecordedSpec& recorded : step.record) {
      for (const AddedRowSpec& row : recorded.rows) read(row);
    }
    read(step.where);
    read(step.order);
    for (const StepSpec& inner : step.steps) read(inner);
  }

 private:
  void read_node(NodeId node) {
    if (node >= 0) read(compiler_.graph().nodes[size_t(node)]->leaves());
  }

  void read_name(const std::string& head) {
    const auto found = compiler_.names().find(head);
    if (found == compiler_.names().end()) return;
    const SceneName& name = found->second;
    if (name.type == SceneName::Type::leaf) leaves_.insert(name.id);
    if (name.type == SceneName::Type::node || name.type == SceneName::Type::value) {
      read_node(name.id);
    }
    for (const auto& [key, node] : name.family.instances) read_node(node);
  }

  void read(const Template& text) {
    for (const Template::Piece& piece : text.pieces) read(piece.hole);
  }

  void read(const SpecValue& value) {
    if (const auto* ast = value.as<AstPtr>()) read(*ast);
    if (const auto* list = value.as<SpecList>()) {
      for (const SpecValue& item : *list) read(item);
    }
  }

  void read(const AddedRowSpec& row) {
    read(row.source);
    for (const AddedRowSpec::Cell& cell : row.cells) read(cell.value);
  }

  Compiler& compiler_;
  std::set<LeafId> leaves_;
};

bool can_be_unread(const Leaf& leaf) {
  return leaf.source == Leaf::Source::param || leaf.source == Leaf::Source::step;
}

}  // namespace

void warn_of_unread(Compiler& compiler, const Timeline& timeline,
                    const std::vector<ViewPlan>& views) {
  Readers readers(compiler);
  for (const ViewPlan& view : views) {
    readers.read(view.versions);
    readers.read(view.there);
    for (const MarkPlan& mark : view.marks) {
      readers.read(mark.versions);
      readers.read(mark.there);
    }
  }
  for (const StepSpec& step : compiler.spec().timeline) readers.read(step);
  for (size_t id = 0; id < timeline.tracks.size(); ++id) {
    const auto& segments = timeline.tracks[id].segments();
    const Leaf& leaf = compiler.graph().leaves[id];
    if (segments.empty() || !can_be_unread(leaf)) continue;
    if (readers.leaves().count(static_cast<LeafId>(id))) continue;
    compiler.diagnostics().warning(
        "no-effect", segments.front().at,
        fmt::format("nothing that is drawn or said reads {}, so nothing moves",
                    in_quotes(leaf.name)),
        leaf.source == Leaf::Source::param ? fmt::format("read it with ={}", leaf.name)
                                           : "draw what the model says");
  }
}

}  // namespace lantern
