#include <fmt/format.h>

#include "config/grammar/grammar.h"
#include "config/read/constants.h"
#include "config/read/each_reader.h"
#include "config/read/expressions.h"
#include "config/read/map_reader.h"
#include "config/read/record_reader.h"
#include "config/read/scalars.h"
#include "config/read/sections.h"
#include "config/read/selections.h"
#include "config/read/template_reader.h"
#include "core/base/text.h"

namespace lantern {
namespace {

class TimelineReader {
 public:
  TimelineReader(const ReadContext& context, const CanvasSpec& canvas,
                 const std::vector<ViewSpec>& views)
      : context_(context), canvas_(canvas), views_(views) {}

  std::vector<StepSpec> steps(const YamlNode& node, std::string_view what) const {
    std::vector<StepSpec> out;
    if (node.type != YamlNode::Type::sequence) {
      if (!node.reported) {
        context_.error(
            "wrong-type", node.at,
            fmt::format("{} wants a list of steps, not {}", in_quotes(what), describe(node)),
            "each step starts with `- `");
      }
      return out;
    }
    for (const YamlPtr& item : node.items) out.push_back(step(*item));
    return out;
  }

 private:
  StepSpec step(const YamlNode& node) const {
    StepSpec out;
    out.at = node.at;
    if (node.type == YamlNode::Type::scalar) {
      out.type = StepSpec::Type::pause;
      if (node.scalar != "pause") {
        context_.error("unknown-word", node.at,
                       fmt::format("a step is a map, or `pause`, not {}", describe(node)));
      }
      return out;
    }
    const MapReader map(context_, node, step_grammar(), "a step");
    if (!map.valid()) return out;
    read_times(map, out);
    read_verbs(map, out);
    read_rows(map, out);
    read_blocks(map, out);
    return out;
  }

  void read_times(const MapReader& map, StepSpec& out) const {
    if (const YamlNode* n = map["for"]) out.duration = read_time(context_, *n, "\"for\"");
    if (const YamlNode* n = map["ease"]) out.ease = read_ease(context_, *n);
    if (const YamlNode* n = map["delay"]) {
      out.delay = read_time(context_, *n, "\"delay\"", true).value_or(0);
    }
    if (const YamlNode* n = map["at"]) out.at_time = read_time(context_, *n, "\"at\"");
    if (const YamlNode* n = map["stagger"]) {
      out.stagger = read_time(context_, *n, "\"stagger\"").value_or(0);
    }
    if (const YamlNode* n = map["hold"]) {
      out.hold = read_time(context_, *n, "\"hold\"").value_or(0);
    }
    if (const YamlNode* n = map["loop"]) {
      const Field& loop = map.field("loop");
      const auto times = read_number(context_, *n, "\"loop\"", loop.least, loop.most);
      if (times && *times != std::floor(*times)) {
        context_.error("wrong-type", n->at, "\"loop\" wants a whole number");
      } else if (times) {
        out.loop = static_cast<int>(*times);
      }
    }
  }

  void read_verbs(const MapReader& map, StepSpec& out) const {
    if (const YamlNode* n = map["section"]) {
      if (check_text_slot(context_, *n, "\"section\"")) out.section = read_template(context_, *n);
    }
    if (const YamlNode* n = map["say"]) out.say = say(*n);
    if (const YamlNode* n = map["set"]) out.set = assignments(*n, "set");
    if (const YamlNode* n = map["animate"]) out.animate = assignments(*n, "animate");
    if (const YamlNode* n = map["change"]) out.change = changes(*n);
    if (const YamlNode* n = map["record"]) out.record = recorded(*n);
    if (const YamlNode* n = map["show"]) out.show = selections(*n);
    if (const YamlNode* n = map["hide"]) out.hide = selections(*n);
    if (const YamlNode* n = map["highlight"]) out.highlight = selections(*n);
    if (const YamlNode* n = map["layout"]) layout(*n, out);
    if (const YamlNode* n = map["effect"]) {
      std::vector<std::string_view> effects;
      for (const Kind* kind : context_.vocabulary.effects) effects.push_back(kind->name);
      out.effect = read_choice(context_, *n, "\"effect\"", effects).value_or("");
      if (out.show.empty() && out.hide.empty()) nothing_for(*n, "effect", "show or hide");
    }
  }

  void read_rows(const MapReader& map, StepSpec& out) const {
    if (const YamlNode* n = map["order"]) {
      out.order = read_expression(context_, *n, "\"order\"");
      if (out.show.empty() && out.hide.empty()) nothing_for(*n, "order", "show or hide");
    }
    if (const YamlNode* n = map["where"]) {
      out.where = read_expression(context_, *n, "\"where\"");
      const bool selects = !out.show.empty() || !out.hide.empty() || !out.highlight.empty();
      if (!selects) nothing_for(*n, "where", "show, hide or highlight");
    }
  }

  void nothing_for(const YamlNode& node, std::string_view key, std::string_view verbs) const {
    context_.error("no-target", node.at,
                   fmt::format("`{}` has nothing to work on: the step has no {}", key, verbs));
  }

  void read_blocks(const MapReader& map, StepSpec& out) const {
    const YamlNode* together = map["together"];
    const YamlNode* sequence = map["sequence"];
    const YamlNode* repeated = map["steps"];
    const YamlNode* each = map["each"];
    if (!together && !sequence && !repeated && !each) return;
    if ((together != nullptr) + (sequence != nullptr) + (repeated != nullptr) > 1) {
      context_.error("two-kinds", map.node().at,
                     "a block has one of `together`, `sequence` and `steps`");
      return;
    }
    if ((each != nullptr) != (repeated != nullptr)) {
      context_.error("missing-key", map.node().at, "`each` and `steps` go together");
      return;
    }
    for (const char* verb : {"set", "animate", "change", "record", "show", "hide", "highlight",
                             "layout", "for", "ease", "stagger", "loop", "hold", "say"}) {
      if (const YamlNode* n = map[verb]) {
        context_.error("two-kinds", n->at,
                       fmt::format("`{}` belongs to a step inside the block", verb));
      }
    }
    if (together) {
      out.type = StepSpec::Type::together;
      out.steps = steps(*together, "together");
    } else if (sequence) {
      out.type = StepSpec::Type::sequence;
      out.steps = steps(*sequence, "sequence");
    } else {
      out.type = StepSpec::Type::each;
      out.each = read_each(context_, *each);
      out.steps = steps(*repeated, "steps");
    }
  }

  std::optional<SaySpec> say(const YamlNode& node) const {
    const bool has_keys = node.type == YamlNode::Type::map && node.find("text");
    if (!has_keys) {
      if (!check_text_slot(context_, node, "\"say\"")) return std::nullopt;
      return SaySpec{read_template(context_, node), false, node.at};
    }
    const MapReader map(context_, node, say_grammar(), "say");
    const YamlNode* text = map["text"];
    if (!text || !check_text_slot(context_, *text, "\"text\"")) return std::nullopt;
    SaySpec out{read_template(context_, *text), false, text->at};
    if (const YamlNode* when = map["when"]) {
      out.when_start =
          read_choice(context_, *when, "\"when\"", map.field("when").choices) == "start";
    }
    return out;
  }

  std::vector<SelectionSpec> selections(const YamlNode& node) const {
    std::vector<SelectionSpec> out;
    const auto add = [&](const YamlNode& item) {
      if (auto selection = read_selection(context_, item, views_))
        out.push_back(std::move(*selection));
    };
    if (node.type == YamlNode::Type::sequence) {
      for (const YamlPtr& item : node.items) add(*item);
    } else {
      add(node);
    }
    return out;
  }

  bool is_map(const YamlNode& node, std::string_view verb, std::string_view example) const {
    if (node.type == YamlNode::Type::map) return true;
    if (!node.reported) {
      context_.error("wrong-type", node.at,
                     fmt::format("{} wants a map, not {}", in_quotes(verb), describe(node)),
                     std::string(example));
    }
    return false;
  }

  std::vector<AssignmentSpec> assignments(const YamlNode& node, std::string_view verb) const {
    std::vector<AssignmentSpec> out;
    if (!is_map(node, verb, fmt::format("write {}: {{threshold: 0.5}}", verb))) return out;
    for (const YamlNode::Entry& entry : node.entries) {
      if (entry.value->type == YamlNode::Type::null) {
        report_null(context_, entry);
        continue;
      }
      const AstPtr target = read_address(context_, *entry.key, in_quotes(verb));
      const auto* address = target ? std::get_if<Address>(&target->node) : nullptr;
      if (!address) continue;
      SpecValue value = assigned(*entry.value);
      if (value.given()) out.push_back({*address, entry.key->at, std::move(value)});
    }
    return out;
  }

  /// A constant, a list of waypoints, or =expr.
  SpecValue assigned(const YamlNode& node) const {
    SpecValue out{node.at, {}};
    if (node.type == YamlNode::Type::sequence) {
      SpecList list;
      for (const YamlPtr& item : node.items) {
        SpecValue waypoint = assigned(*item);
        if (waypoint.given()) list.push_back(std::move(waypoint));
      }
      if (list.size() == node.items.size()) out.value = std::move(list);
      return out;
    }
    const auto text =
        read_scalar(context_, node, "this value", "a constant, a list or =expression");
    if (!text) return out;
    if (text->starts_with("=")) {
      if (AstPtr ast = read_expression(context_, node, "this value")) out.value = ast;
    } else {
      out = constant_in(node);
    }
    return out;
  }

  std::vector<ChangeSpec> changes(const YamlNode& node) const {
    std::vector<ChangeSpec> out;
    if (!is_map(node, "change", "write change: {dots: {color: kind}}")) return out;
    for (const YamlNode::Entry& entry : node.entries) {
      if (entry.value->type == YamlNode::Type::null) {
        report_null(context_, entry);
        continue;
      }
      const auto selection = read_selection(context_, *entry.key, views_);
      if (!selection) continue;
      const ViewSpec& view = views_[size_t(selection->view)];
      const Kind* kind = selection->mark < 0 ? context_.vocabulary.view
                                             : view.marks[size_t(selection->mark)].record.kind;
      if (!kind) continue;  // the mark itself could not be read
      if (selection->row) {
        context_.error("no-target", entry.key->at, "`change` works on whole marks",
                       "give the field an =expression of the row instead");
        continue;
      }
      out.push_back({*selection, read_record(context_, *entry.value, *kind, Completeness::patch)});
    }
    return out;
  }

  std::vector<RecordedSpec> recorded(const YamlNode& node) const {
    std::vector<RecordedSpec> out;
    if (!is_map(node, "record", "write record: {log: score@train}")) return out;
    for (const YamlNode::Entry& entry : node.entries) {
      if (entry.value->type == YamlNode::Type::null) {
        report_null(context_, entry);
        continue;
      }
      RecordedSpec table{entry.key->scalar, entry.key->at, {}};
      if (entry.value->type == YamlNode::Type::sequence) {
        for (const YamlPtr& item : entry.value->items) add_row(*item, table);
      } else {
        add_row(*entry.value, table);
      }
      if (!table.rows.empty()) out.push_back(std::move(table));
    }
    return out;
  }

  /// `score@train`, or a map from columns to constants and expressions.
  void add_row(const YamlNode& node, RecordedSpec& table) const {
    AddedRowSpec row{node.at, nullptr, {}};
    if (node.type != YamlNode::Type::map) {
      row.source = read_address(context_, node, "record");
      if (row.source) table.rows.push_back(std::move(row));
      return;
    }
    for (const YamlNode::Entry& entry : node.entries) {
      const SpecValue value = assigned(*entry.value);
      AddedRowSpec::Cell cell{entry.key->scalar, entry.key->at, nullptr};
      if (const auto* ast = value.as<AstPtr>()) {
        cell.value = *ast;
      } else if (const auto* number = value.as<Quantity>()) {
        cell.value = std::make_shared<const Ast>(Ast{value.at, number->value});
      } else if (const auto* word = value.as<Word>()) {
        cell.value = std::make_shared<const Ast>(Ast{value.at, word->text});
      } else {
        continue;
      }
      row.cells.push_back(std::move(cell));
    }
    table.rows.push_back(std::move(row));
  }

  void layout(const YamlNode& node, StepSpec& out) const {
    std::vector<std::string_view> names;
    for (const LayoutSpec& layout : canvas_.layouts) names.push_back(layout.name);
    out.layout = read_choice(context_, node, "\"layout\"", names).value_or("");
  }

  const ReadContext& context_;
  const CanvasSpec& canvas_;
  const std::vector<ViewSpec>& views_;
};

}  // namespace

std::vector<StepSpec> read_timeline(const ReadContext& context, const YamlNode& node,
                                    const CanvasSpec& canvas, const std::vector<ViewSpec>& views) {
  return TimelineReader(context, canvas, views).steps(node, "timeline");
}

}  // namespace lantern
