#include "core/scene/run/record_plan.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/record/fail.h"

namespace lantern {
namespace {

std::string hole_text(const Operand& value, size_t row, const LiveTextPlan::Piece& piece) {
  if (value.type == ValueType::text) return value.text_at(row);
  const double number = value.number_at(row);
  if (value.type == ValueType::boolean && !std::isnan(number))
    return number != 0 ? "true" : "false";
  if (piece.bare && !value.writing_at(row).empty()) return written_number(value.writing_at(row));
  return format_number(number, piece.format);
}

/// A cell that is missing is written as such; what is computed should be a number.
void note_none(const LiveTextPlan::Piece& piece, const Operand& value, size_t rows,
               std::vector<NoNumber>& out) {
  if (value.type != ValueType::number) return;
  const bool missing_is_fine = piece.hole->plain();
  NoNumber none;
  for (size_t row = 0; row < rows; ++row) {
    const double number = value.number_at(row);
    if (std::isfinite(number) || (missing_is_fine && std::isnan(number))) continue;
    if (none.rows++ == 0) std::tie(none.value, none.first) = std::pair(number, row);
  }
  if (none.rows > 0) out.push_back(none);
}

/// Where the numbers of a text without markup stand in it.
std::vector<LiveText::Number> numbers_of(const LiveTextPlan& plan, const Evaluation& at,
                                         const RichText& spans) {
  std::vector<LiveText::Number> out;
  size_t begin = 0;
  for (size_t i = 0; i < spans.size(); ++i) {
    const LiveTextPlan::Piece& piece = plan.pieces[i];
    const size_t end = begin + spans[i].text.size();
    if (piece.hole && piece.hole->type() == ValueType::number) {
      const Operand value = piece.hole->run(at);
      // How a cell is written is a text: it does not roll.
      if (!piece.bare || value.text.empty()) {
        out.push_back({begin, end, value.number, piece.format});
      }
    }
    begin = end;
  }
  return out;
}

LiveText constant_text(const LiveTextPlan& plan, const Evaluation& at) {
  LiveText out;
  out.given = true;
  const RichText spans = plan.spans(plan.holes(at));
  out.constant = words_of(spans);
  out.film = plan.film;
  if (plan.plain) {
    out.numbers = numbers_of(plan, at, spans);
    return out;
  }
  for (const TextSpan& span : spans) {
    out.pieces.push_back({span.text, {}, span.style, span.live, span.readings});
  }
  out.none = plan.none(at);
  return out;
}

/// What a hole holds in each row, or a literal in all of them.
std::vector<std::string> texts_of(const LiveTextPlan::Piece& piece, const Evaluation& at,
                                  const Table& rows, std::vector<NoNumber>& none) {
  std::vector<std::string> out(rows.rows(), piece.literal);
  if (!piece.hole) return out;
  const Operand value = piece.hole->run(at, &rows);
  note_none(piece, value, out.size(), none);
  for (size_t i = 0; i < out.size(); ++i) out[i] = hole_text(value, i, piece);
  return out;
}

LiveText text_per_row(const LiveTextPlan& plan, const Evaluation& at, const Table& rows) {
  std::vector<WordsBuilder> words(rows.rows());
  LiveText out;
  out.given = true;
  for (const LiveTextPlan::Piece& piece : plan.pieces) {
    std::vector<std::string> texts = texts_of(piece, at, rows, out.none);
    for (size_t i = 0; i < texts.size(); ++i)
      words[i].add(piece.style, texts[i], piece.hole.has_value());
    if (plan.plain) continue;
    LiveText::Piece part{piece.literal, {}, piece.style, piece.hole.has_value(), {}};
    if (piece.hole) part.column = Column::texts(texts);
    out.pieces.push_back(std::move(part));
  }
  std::vector<std::string> whole;
  for (WordsBuilder& row : words) whole.push_back(row.finish());
  out.column = Column::texts(whole);
  return out;
}

TexSourcePtr tex_source(const LiveTextPlan& plan, const Evaluation& at, const TablePtr& rows) {
  auto out = std::make_shared<TexSource>();
  out->literals.emplace_back();
  for (const LiveTextPlan::Piece& piece : plan.pieces) {
    if (!piece.hole) {
      out->literals.back() += piece.literal;
      continue;
    }
    const Operand value = piece.hole->run(at, plan.per_row ? rows.get() : nullptr);
    note_none(piece, value, plan.per_row && rows ? rows->rows() : 1, out->none);
    TextChannel hole;
    hole.given = true;
    if (plan.per_row && rows && value.per_row) {
      std::vector<std::string> texts;
      for (size_t i = 0; i < rows->rows(); ++i) texts.push_back(hole_text(value, i, piece));
      hole.column = Column::texts(std::move(texts));
    } else {
      hole.constant = hole_text(value, 0, piece);
    }
    out->holes.push_back(std::move(hole));
    out->readings.push_back(piece.readings);
    out->literals.emplace_back();
  }
  out->places = plan.places;
  return out;
}

NumberChannel channel_of(Operand value, Unit unit, size_t rows) {
  NumberChannel out;
  out.given = true;
  out.unit = unit;
  out.constant = value.number;
  if (value.per_row) {
    out.column = std::move(value.column);
  } else if (value.type == ValueType::text) {
    out.column = Column::texts(std::vector<std::string>(rows, value.text));
  }
  return out;
}

std::string constant_text(const Operand& value) {
  if (value.type == ValueType::text) return value.text;
  if (value.type == ValueType::boolean) return is_true(value.number) ? "true" : "false";
  return value.text.empty() ? shortest(value.number) : value.text;
}

TextChannel look_of(Operand value, const std::string& name) {
  TextChannel out;
  out.given = true;
  out.name = name;
  if (value.per_row) out.column = std::move(value.column);
  else out.constant = constant_text(value);
  return out;
}

FieldValue scalar_of(const Operand& value) {
  if (value.type == ValueType::text) return value.text;
  if (value.type == ValueType::boolean) return is_true(value.number);
  return value.number;
}

[[noreturn]] void fail_at(const Location& at, std::string message, std::string hint = "") {
  throw SceneError({Severity::error, "out-of-range", at, std::move(message), std::move(hint)});
}

/// Constants were checked when they were read; expressions can leave the range at any moment.
void check_live_number(const Field& field, const FieldPlan& plan, double value) {
  const bool low = field.above ? value <= field.least : value < field.least;
  if (std::isnan(value)) {
    fail_at(plan.at, fmt::format("{} is not a number", in_quotes(field.name)));
  }
  if (low || value > field.most) {
    fail_at(plan.at, fmt::format("{} is {}, outside {} to {}", in_quotes(field.name),
                                 shortest(value), shortest(field.least), shortest(field.most)));
  }
  if (field.kind == FieldKind::count && value != std::floor(value)) {
    fail_at(plan.at,
            fmt::format("{} is {}, not a whole number", in_quotes(field.name), shortest(value)));
  }
}

/// The columns that a choice names at this moment.
const std::vector<std::string>& chosen_columns(const Evaluation& at, LeafId choice) {
  const std::string& name = std::get<std::string>(at.leaf(choice));
  for (const auto& [option, columns] : at.graph().leaves[size_t(choice)].options) {
    if (option == name) return columns;
  }
  static const std::vector<std::string> kNone;
  return kNone;
}

class Evaluator {
 public:
  Evaluator(const Evaluation& at, const TablePtr& rows, Unfit unfit)
      : at_(at), rows_(rows), unfit_(unfit) {}

  FieldValue operator()(const Field& field, const FieldPlan& plan) const {
    if (const auto* constant = std::get_if<FieldValue>(&plan.how)) return *constant;
    if (const auto* program = std::get_if<Program>(&plan.how)) return scalar(field, plan, *program);
    if (const auto* table = std::get_if<TableRef>(&plan.how)) {
      return field.name == "data" && rows_ ? rows_ : at_.table(table->node, table->output);
    }
    if (const auto* columns = std::get_if<FieldPlan::Columns>(&plan.how)) return pick(*columns);
    if (const auto* numbers = std::get_if<FieldPlan::Numbers>(&plan.how)) return list(*numbers);
    if (const auto* channel = std::get_if<FieldPlan::Channel>(&plan.how)) {
      return channel_of(channel->program.run(at_, rows_.get()), channel->unit,
                        rows_ ? rows_->rows() : 1);
    }
    if (const auto* mark = std::get_if<FieldPlan::Mark>(&plan.how)) return mark_of(*mark);
    if (const auto* of = std::get_if<FieldPlan::Function>(&plan.how)) return of->surface(at_);
    if (const auto* look = std::get_if<FieldPlan::Look>(&plan.how)) {
      return look_of(look->program.run(at_, rows_.get()), look->name);
    }
    if (const auto* label = std::get_if<std::shared_ptr<LiveTextPlan>>(&plan.how)) {
      if ((*label)->places) return tex_source(**label, at_, rows_);
      return (*label)->per_row && rows_ ? text_per_row(**label, at_, *rows_)
                                        : constant_text(**label, at_);
    }
    if (const auto* record = std::get_if<std::shared_ptr<const RecordPlan>>(&plan.how)) {
      // What has a table of its own is about that one's rows.
      const FieldPlan* data = (*record)->find("data");
      const bool own = data && std::holds_alternative<TableRef>(data->how);
      const TablePtr rows = own ? (*record)->rows(at_) : rows_;
      return std::make_shared<const RecordValue>((*record)->evaluate(at_, rows, unfit_));
    }
    return {};
  }

 private:
  FieldValue scalar(const Field& field, const FieldPlan& plan, const Program& program) const {
    const Operand value = program.run(at_);
    const bool number = field.kind == FieldKind::number || field.kind == FieldKind::count;
    if (number && unfit_ == Unfit::refused) {
      check_live_number(field, plan, value.number);
    }
    if (field.kind == FieldKind::choice) check_live_choice(field, value.text, plan.at);
    return field.kind == FieldKind::key ? FieldValue(key_text(value)) : scalar_of(value);
  }

  MarkRef mark_of(const FieldPlan::Mark& plan) const {
    return {plan.view,        plan.mark, key_of(plan.view_instance), key_of(plan.mark_instance),
            key_of(plan.row), plan.part};
  }

  TextChannel key_of(const FieldPlan::Key& key) const {
    if (!key.computed) return key.constant;
    const Operand value = key.computed->run(at_, rows_.get());
    TextChannel out{true, {}, {}};
    if (value.per_row) out.column = value.column;
    else out.constant = key_text(value);
    return out;
  }

  FieldValue pick(const FieldPlan::Columns& plan) const {
    const std::vector<std::string>& names = plan.names_at(at_);
    if (plan.one) return rows_->column(names[0]);
    std::vector<Column> columns;
    for (const std::string& name : names) columns.push_back(rows_->column(name));
    return columns;
  }

  FieldValue list(const FieldPlan::Numbers& plan) const {
    std::vector<double> numbers;
    for (const auto& item : plan.items) {
      if (const auto* number = std::get_if<double>(&item)) numbers.push_back(*number);
      else numbers.push_back(std::get<Program>(item).run(at_).number);
    }
    return numbers;
  }

  const Evaluation& at_;
  const TablePtr& rows_;
  Unfit unfit_;
};

}  // namespace

std::vector<std::string> LiveTextPlan::holes(const Evaluation& at) const {
  std::vector<std::string> out;
  for (const Piece& piece : pieces) {
    if (piece.hole) out.push_back(hole_text(piece.hole->run(at), 0, piece));
  }
  return out;
}

std::vector<NoNumber> LiveTextPlan::none(const Evaluation& at) const {
  std::vector<NoNumber> out;
  for (const Piece& piece : pieces) {
    if (piece.hole) note_none(piece, piece.hole->run(at), 1, out);
  }
  return out;
}

const std::vector<std::string>& FieldPlan::Columns::names_at(const Evaluation& now) const {
  return choice >= 0 ? chosen_columns(now, choice) : names;
}

const FieldPlan* RecordPlan::find(std::string_view field) const {
  const int index = kind_->find(field);
  return index < 0 ? nullptr : &fields_[size_t(index)];
}

TablePtr RecordPlan::parts() const {
  for (const FieldPlan& field : fields_) {
    const auto* label = std::get_if<std::shared_ptr<LiveTextPlan>>(&field.how);
    if (label && (*label)->parts) return (*label)->parts;
  }
  return nullptr;
}

TablePtr RecordPlan::rows(const Evaluation& at, bool filter) const {
  const FieldPlan* data = find("data");
  const auto* ref = data ? std::get_if<TableRef>(&data->how) : nullptr;
  if (!ref) return parts();
  TablePtr table = at.table(ref->node, ref->output);
  const FieldPlan* where = find("where");
  const auto* condition = where ? std::get_if<Program>(&where->how) : nullptr;
  if (!condition || !filter) return table;
  const Operand kept = condition->run(at, table.get());
  if (!kept.per_row && is_true(kept.number)) return table;
  std::vector<std::uint32_t> rows;
  for (size_t i = 0; i < table->rows(); ++i) {
    if (kept.true_at(i)) rows.push_back(static_cast<std::uint32_t>(i));
  }
  if (rows.size() == table->rows()) return table;
  return std::make_shared<const Table>(table->select(rows));
}

RecordValue RecordPlan::evaluate(const Evaluation& at, const TablePtr& rows, Unfit unfit) const {
  RecordValue out{kind_, at_, {}, {}};
  out.values.reserve(fields_.size());
  out.places.reserve(fields_.size());
  const Evaluator evaluator(at, rows, unfit);
  for (size_t i = 0; i < fields_.size(); ++i) {
    const Field& field = kind_->fields[i];
    const bool rows_only = field.kind == FieldKind::condition || field.kind == FieldKind::order;
    out.values.push_back(rows_only ? FieldValue{} : evaluator(field, fields_[i]));
    out.places.push_back(fields_[i].at);
  }
  return out;
}

}  // namespace lantern
