#include "core/scene/compile/record_planner.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/scene/compile/binder.h"
#include "core/scene/compile/tex_parts.h"

namespace lantern {
namespace {

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string did_you_mean(std::string_view name, const std::vector<std::string>& known) {
  const auto near = nearest(name, known);
  return near ? fmt::format("; did you mean {}?", in_quotes(*near)) : "";
}

/// Plans one record, its rows known from its field `data`.
class Planner {
 public:
  Planner(const RecordSpec& spec, const PlanContext& context, const Scope& scope)
      : spec_(spec), context_(context), scope_(scope) {}

  RecordPlanPtr plan() {
    plan_data();
    std::vector<FieldPlan> fields;
    for (size_t i = 0; i < spec_.values.size(); ++i) {
      fields.push_back({{}, spec_.values[i].at});
      if (spec_.values[i].given())
        plan_field(spec_.kind->fields[i], spec_.values[i], fields.back());
      else if (spec_.kind->fields[i].required) fail();  // reported by the reader
    }
    if (failed_) return nullptr;
    return std::make_shared<const RecordPlan>(spec_.kind, spec_.at, std::move(fields),
                                              std::move(leaves_));
  }

 private:
  /// The rows that the other fields' columns mean.
  void plan_data() {
    const int index = spec_.kind->find("data");
    if (index < 0 || !spec_.values[size_t(index)].given()) return;
    const SpecValue& value = spec_.values[size_t(index)];
    const auto* address = value.as<AstPtr>();
    data_ = bind_table(*address, context_.scope, context_.graph, context_.diagnostics);
    if (!data_) {
      failed_ = no_rows_ = true;
      return;
    }
    const Node& node = *context_.graph.nodes[size_t(data_->node)];
    scope_.row = &node.outputs()[size_t(data_->output)].schema;
    scope_.row_table = to_string(std::get<Address>((*address)->node));
  }

  void plan_field(const Field& field, const SpecValue& value, FieldPlan& out) {
    switch (field.kind) {
      case FieldKind::number:
      case FieldKind::count:
        return plan_scalar(field, value, ValueType::number, out);
      case FieldKind::boolean:
        return plan_scalar(field, value, ValueType::boolean, out);
      case FieldKind::text:
      case FieldKind::choice:
        out.how = FieldValue{value.as<Word>()->text};
        return;
      case FieldKind::label:
      case FieldKind::tex:
        return plan_text(value, out);
      case FieldKind::channel:
        return plan_channel(field, value, out);
      case FieldKind::color:
      case FieldKind::glyph:
        return plan_look(field, value, out);
      case FieldKind::category:
        return plan_category(field, value, out);
      case FieldKind::table:
        return plan_table(field, value, out);
      case FieldKind::column:
        return plan_columns(field, value, true, out);
      case FieldKind::columns:
        return plan_columns(field, value, false, out);
      case FieldKind::numbers:
        return plan_numbers(field, value, out);
      case FieldKind::texts:
        return plan_texts(value, out);
      case FieldKind::condition:
        return plan_rows(field, value, ValueType::boolean, out);
      case FieldKind::order:
        return plan_rows(field, value, ValueType::number, out);
      case FieldKind::mark:
        return plan_mark(value, out);
      case FieldKind::kind:
      case FieldKind::record:
        return plan_nested(value, out);
      case FieldKind::ease:
      case FieldKind::param:
      case FieldKind::range:
      case FieldKind::settings:
      case FieldKind::takes:
      case FieldKind::step:
      case FieldKind::special:
        return;  // read by the code of their kind
    }
  }

  void plan_scalar(const Field& field, const SpecValue& value, ValueType wanted, FieldPlan& out) {
    if (const auto* quantity = value.as<Quantity>()) {
      out.how = FieldValue{quantity->value};
    } else if (const auto* truth = value.as<bool>()) {
      out.how = FieldValue{*truth};
    } else if (const auto* ast = value.as<AstPtr>()) {
      Scope scope = scope_;
      scope.row = nullptr;  // one value for the record, so no row can be meant
      auto program = bind_expression(*ast, scope, context_.graph, context_.diagnostics, wanted,
                                     in_quotes(field.name));
      if (!program) return fail();
      depend_on(*program);
      out.how = std::move(*program);
    }
  }

  void plan_text(const SpecValue& value, FieldPlan& out) {
    if (no_rows_) return;
    auto label = plan_label(*value.as<Template>(), scope_, context_);
    if (!label) return fail();
    for (const LabelPlan::Piece& piece : label->pieces) {
      if (piece.hole) depend_on(*piece.hole);
    }
    out.how = std::move(label);
  }

  void plan_channel(const Field& field, const SpecValue& value, FieldPlan& out) {
    if (const auto* quantity = value.as<Quantity>()) {
      NumberChannel channel;
      channel.given = true;
      channel.constant = quantity->value;
      channel.unit = quantity->unit;
      out.how = FieldValue{channel};
      return;
    }
    if (no_rows_) return;
    std::optional<Program> program;
    if (const auto* ast = value.as<AstPtr>()) {
      program = bind_along(field, *ast);
    } else {
      program = bind_column(field, value);
    }
    if (!program) return fail();
    depend_on(*program);
    out.how = FieldPlan::Channel{std::move(*program), Unit::data};
  }

  /// Along an axis there may be categories; everything else is measured.
  std::optional<Program> bind_along(const Field& field, const AstPtr& ast) {
    if (field.scale != Scale::none) {
      auto program = bind_expression(ast, scope_, context_.graph, context_.diagnostics);
      if (!program || program->type() == ValueType::text) return program;
    }
    return bind_expression(ast, scope_, context_.graph, context_.diagnostics, ValueType::number,
                           in_quotes(field.name));
  }

  std::optional<Program> bind_column(const Field& field, const SpecValue& value) {
    const std::string& name = value.as<Word>()->text;
    if (!scope_.row) {
      error("no-data", value.at,
            fmt::format("{} names the column {}, but there is no `data` here",
                        in_quotes(field.name), in_quotes(name)),
            value_hint(name).value_or("give `data`, a number, or =expression"));
      return std::nullopt;
    }
    const int column = find_column(name);
    if (column < 0) {
      unknown_column(value.at, name);
      return std::nullopt;
    }
    const ColumnDecl& decl = (*scope_.row)[size_t(column)];
    if (decl.type == ColumnType::text && field.scale == Scale::none) {
      error("wrong-type", value.at,
            fmt::format("{} wants numbers, and the column {} holds texts", in_quotes(field.name),
                        in_quotes(name)),
            stray_text_hint(name));
      return std::nullopt;
    }
    return column_program(column, decl.type, value.at);
  }

  /// A column of numbers with one stray text is most likely a slip in the file.
  std::string stray_text_hint(const std::string& name) const {
    const Table* table =
        data_ ? context_.scope.names->fixed_table(data_->node, data_->output) : nullptr;
    if (!table || !table->origin()) return "";
    const auto stray = table->origin()->not_a_number.find(name);
    if (stray == table->origin()->not_a_number.end()) return "";
    return fmt::format("{}: {} is not a number", place_of(*table, stray->second, name),
                       in_quotes(table->column(name).text(stray->second)));
  }

  Program column_program(int column, ColumnType type, const Location& at) const {
    const ValueType value = type == ColumnType::text      ? ValueType::text
                            : type == ColumnType::boolean ? ValueType::boolean
                                                          : ValueType::number;
    return Program({Instruction(Instruction::Op::column, column, 0, 0, 0, at)}, {}, value, true, {},
                   at);
  }

  int find_column(std::string_view name) const {
    if (!scope_.row) return -1;
    for (size_t i = 0; i < scope_.row->size(); ++i) {
      if ((*scope_.row)[i].name == name) return static_cast<int>(i);
    }
    return -1;
  }

  std::vector<std::string> column_names() const {
    std::vector<std::string> names;
    if (scope_.row) {
      for (const ColumnDecl& column : *scope_.row) names.push_back(column.name);
    }
    return names;
  }

  void unknown_column(const Location& at, const std::string& name) {
    error("unknown-column", at,
          fmt::format("{} has no column {}{}", scope_.row_table, in_quotes(name),
                      did_you_mean(name, column_names())),
          value_hint(name).value_or(fmt::format("it has {}", join_and(column_names()))));
  }

  /// A bare word where a param or a model is meant.
  std::optional<std::string> value_hint(const std::string& name) const {
    const std::vector<std::string> known =
        scope_.names ? scope_.names->all() : std::vector<std::string>{};
    if (std::find(known.begin(), known.end(), name) == known.end()) return std::nullopt;
    return fmt::format("a bare word is a column; for the value of {} write ={}", name, name);
  }

  /// A bare word is a column, a value with a meaning, or a name of the theme (a glyph): exactly
  /// one.
  void plan_look(const Field& field, const SpecValue& value, FieldPlan& out) {
    if (const auto* ast = value.as<AstPtr>()) {
      if (no_rows_) return;
      auto program = bind_expression(*ast, scope_, context_.graph, context_.diagnostics);
      if (!program) return fail();
      depend_on(*program);
      out.how = FieldPlan::Look{std::move(*program)};
      return;
    }
    const std::string& name = value.as<Word>()->text;
    const bool color = field.kind == FieldKind::color;
    const int column = no_rows_ ? -1 : find_column(name);
    const bool meant = context_.graph.meanings.count(name) > 0;
    const bool known = color ? contains(context_.vocabulary.colors, name) || name.starts_with("#")
                             : contains(context_.vocabulary.glyphs, name);
    if (column >= 0 && (meant || known)) {
      error("ambiguous-name", value.at,
            fmt::format("{} is both a column of {} and {}", in_quotes(name), scope_.row_table,
                        meant   ? "a value with a meaning"
                        : color ? "a colour"
                                : "a glyph"),
            fmt::format("write =row.{} for the column, ='{}' for the other", name, name));
      return;
    }
    if (column >= 0) {
      const ColumnDecl& decl = (*scope_.row)[size_t(column)];
      out.how = FieldPlan::Look{column_program(column, decl.type, value.at)};
    } else if (meant || known) {
      TextChannel channel;
      channel.given = true;
      channel.constant = name;
      out.how = FieldValue{channel};
    } else if (!no_rows_) {
      unknown_look(field, value, name);
    }
  }

  void unknown_look(const Field& field, const SpecValue& value, const std::string& name) {
    const bool color = field.kind == FieldKind::color;
    std::vector<std::string> known = column_names();
    for (const auto& [meaning, look] : context_.graph.meanings) known.push_back(meaning);
    const auto& words = color ? context_.vocabulary.colors : context_.vocabulary.glyphs;
    known.insert(known.end(), words.begin(), words.end());
    error("unknown-name", value.at,
          fmt::format("{} is no column{}, no value with a meaning and no {}{}", in_quotes(name),
                      scope_.row ? " of " + scope_.row_table : "", color ? "colour" : "glyph",
                      did_you_mean(name, known)),
          color ? "raw colours are written \"#rrggbb\"" : "`lantern list glyphs` shows all");
  }

  void plan_category(const Field& field, const SpecValue& value, FieldPlan& out) {
    if (no_rows_) return;
    if (value.as<AstPtr>()) return plan_look(field, value, out);
    const std::string& name = value.as<Word>()->text;
    const int column = find_column(name);
    if (column < 0) {
      unknown_column(value.at, name);
      return fail();
    }
    const ColumnDecl& decl = (*scope_.row)[size_t(column)];
    out.how = FieldPlan::Look{column_program(column, decl.type, value.at)};
  }

  void plan_table(const Field& field, const SpecValue& value, FieldPlan& out) {
    auto table = field.name == "data" ? data_
                                      : bind_table(*value.as<AstPtr>(), context_.scope,
                                                   context_.graph, context_.diagnostics);
    if (!table) return fail();
    merge_leaves(leaves_, context_.graph.nodes[size_t(table->node)]->leaves());
    out.how = *table;
  }

  void plan_columns(const Field& field, const SpecValue& value, bool one, FieldPlan& out) {
    if (no_rows_) return;
    FieldPlan::Columns plan;
    plan.one = one;
    if (const auto* ast = value.as<AstPtr>()) {
      plan.choice = find_choice(field, *ast);
      if (plan.choice < 0) return fail();
      merge_leaves(leaves_, {plan.choice});
      for (const auto& [option, columns] : context_.graph.targets[size_t(plan.choice)].options) {
        for (const std::string& column : columns) check_column(value.at, column);
      }
    } else if (one) {
      check_column(value.at, value.as<Word>()->text);
      plan.names.push_back(value.as<Word>()->text);
    } else {
      for (const SpecValue& item : *value.as<SpecList>()) {
        check_column(item.at, item.as<Word>()->text);
        plan.names.push_back(item.as<Word>()->text);
      }
    }
    out.how = std::move(plan);
  }

  void check_column(const Location& at, const std::string& name) {
    if (find_column(name) < 0) unknown_column(at, name);
  }

  /// `features: =inputs`: a choice between lists of columns.
  TargetId find_choice(const Field& field, const AstPtr& ast) {
    const auto* address = std::get_if<Address>(&ast->node);
    const auto name = address && address->selectors.empty()
                          ? context_.scope.names->find(address->head)
                          : std::nullopt;
    if (name && name->kind == SceneName::Kind::target &&
        !context_.graph.targets[size_t(name->id)].options.empty()) {
      return name->id;
    }
    error("wrong-type", ast->at,
          fmt::format("{} wants columns, or a param that chooses between lists of them",
                      in_quotes(field.name)),
          "params: {inputs: {one_of: {one: [a], both: [a, b]}}}");
    return -1;
  }

  void plan_numbers(const Field& field, const SpecValue& value, FieldPlan& out) {
    FieldPlan::Numbers plan;
    bool constant = true;
    std::vector<double> numbers;
    Scope scope = scope_;
    scope.row = nullptr;
    for (const SpecValue& item : *value.as<SpecList>()) {
      if (const auto* quantity = item.as<Quantity>()) {
        plan.items.push_back(quantity->value);
        numbers.push_back(quantity->value);
        continue;
      }
      constant = false;
      auto program =
          bind_expression(*item.as<AstPtr>(), scope, context_.graph, context_.diagnostics,
                          ValueType::number, in_quotes(field.name));
      if (!program) return fail();
      depend_on(*program);
      plan.items.push_back(std::move(*program));
    }
    if (constant) out.how = FieldValue{std::move(numbers)};
    else out.how = std::move(plan);
  }

  void plan_texts(const SpecValue& value, FieldPlan& out) {
    std::vector<std::string> texts;
    for (const SpecValue& item : *value.as<SpecList>()) texts.push_back(item.as<Word>()->text);
    out.how = FieldValue{std::move(texts)};
  }

  void plan_rows(const Field& field, const SpecValue& value, ValueType wanted, FieldPlan& out) {
    if (no_rows_) return;
    const auto* ast = value.as<AstPtr>();
    if (!scope_.row) {
      error(
          "no-data", value.at,
          fmt::format("{} chooses among rows, but there is no `data` here", in_quotes(field.name)));
      return;
    }
    auto program = bind_expression(*ast, scope_, context_.graph, context_.diagnostics, wanted,
                                   in_quotes(field.name));
    if (!program) return fail();
    depend_on(*program);
    out.how = std::move(*program);
  }

  void plan_mark(const SpecValue& value, FieldPlan& out) {
    const auto mark = context_.find_mark(*value.as<AstPtr>());
    if (!mark) return fail();
    if (no_rows_) return;
    FieldPlan::Mark plan{*mark, std::nullopt, std::nullopt};
    bool in_view = false;  // past the name of a mark, which a view's may precede
    const auto& address = std::get<Address>((*value.as<AstPtr>())->node);
    for (size_t i = address.selectors.size(); i-- > 0;) {
      const Selector& selector = address.selectors[i];
      in_view = in_view || selector.kind == Selector::Kind::member;
      if (selector.kind != Selector::Kind::computed_key) continue;
      auto key = bind_expression(selector.expr, scope_, context_.graph, context_.diagnostics);
      if (!key) return fail();
      depend_on(*key);
      (in_view ? plan.instance : plan.key) = std::move(key);
    }
    if (plan.key || plan.instance) out.how = std::move(plan);
    else out.how = FieldValue{*mark};
  }

  void plan_nested(const SpecValue& value, FieldPlan& out) {
    if (no_rows_) return;
    const RecordPlanPtr plan = Planner(**value.as<RecordSpecPtr>(), context_, scope_).plan();
    if (!plan) return fail();
    merge_leaves(leaves_, plan->leaves());
    out.how = plan;
  }

  void depend_on(const Program& program) { merge_leaves(leaves_, program.leaves()); }
  void fail() { failed_ = true; }
  void error(std::string_view code, const Location& at, std::string message,
             std::string hint = "") {
    context_.diagnostics.error(code, at, std::move(message), std::move(hint));
    failed_ = true;
  }

  const RecordSpec& spec_;
  const PlanContext& context_;
  Scope scope_;
  std::optional<TableRef> data_;
  std::vector<TargetId> leaves_;
  bool failed_ = false;
  bool no_rows_ = false;  // `data` is broken: what hangs on its columns cannot be judged
};

}  // namespace

RecordPlanPtr plan_record(const RecordSpec& spec, const PlanContext& context) {
  return Planner(spec, context, context.scope).plan();
}

bool check_spans(const RichText& text, const PlanContext& context) {
  bool right = true;
  Location last;
  for (const TextSpan& span : text) {
    const std::string& name = span.style.color;
    if (name.empty()) continue;
    const auto meaning = context.graph.meanings.find(name);
    if (meaning != context.graph.meanings.end() && meaning->second.color) continue;
    if (contains(context.vocabulary.colors, name)) continue;
    right = false;
    if (span.style.at == last) continue;  // a span that holds others, or a hole
    last = span.style.at;
    std::vector<std::string> known = context.vocabulary.colors;
    for (const auto& [value, look] : context.graph.meanings) {
      if (look.color) known.push_back(value);
    }
    context.diagnostics.error(
        "unknown-name", span.style.at,
        fmt::format("{} is no value with a colour and no colour of the theme{}", in_quotes(name),
                    did_you_mean(name, known)),
        "give it one in `meaning`");
  }
  return right;
}

std::shared_ptr<LabelPlan> plan_label(const Template& text, const Scope& scope,
                                      const PlanContext& context) {
  auto out = std::make_shared<LabelPlan>();
  out->places = text.places;
  if (text.places) out->parts = tex_parts(text);
  bool failed = !text.places && !check_spans(text.spans(), context);
  for (const Template::Piece& piece : text.pieces) {
    LabelPlan::Piece planned;
    planned.literal = piece.literal;
    planned.style = piece.style;
    out->plain = out->plain && piece.style.plain();
    if (piece.hole) {
      planned.hole = bind_expression(piece.hole, scope, context.graph, context.diagnostics);
      planned.format = piece.format.value_or(default_format());
      if (planned.hole && piece.format && planned.hole->type() != ValueType::number) {
        context.diagnostics.error(
            "number-format", piece.at,
            fmt::format("a {} has no number format", name_of(planned.hole->type())));
        failed = true;
      }
      failed = failed || !planned.hole;
      out->per_row = out->per_row || (planned.hole && planned.hole->per_row());
    }
    out->pieces.push_back(std::move(planned));
  }
  return failed ? nullptr : out;
}

}  // namespace lantern
