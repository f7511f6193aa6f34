#include "renderer/stage/drawn_rows.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "core/record/record_rows.h"

namespace lantern {
namespace {

/// Canvas units; nothing that is larger can be drawn, or seen for what it is.
constexpr double kLargest = 1e6;
/// Of what is no length: sines of such numbers, and their squares, are still numbers.
constexpr double kLargestNumber = 1e12;

/// What may be in a field besides finite numbers.
struct Allowed {
  bool endless = false;
  double most = std::numeric_limits<double>::infinity();
};

std::optional<Lack::What> lack_of(double value, const Allowed& allowed) {
  if (std::isnan(value)) return Lack::What::value;
  if (allowed.endless) return std::nullopt;
  if (std::isinf(value)) return Lack::What::end;
  if (std::fabs(value) > allowed.most) return Lack::What::size;
  return std::nullopt;
}

Allowed allowed_in(const Field& field, const MarkType& type) {
  Allowed out;
  out.endless = type.endless && field.axis != AxisName::none;
  if (field.axis == AxisName::none) out.most = field.px ? kLargest : kLargestNumber;
  return out;
}

/// Calls `visit` with the fields of a mark, those of its layout included, and their values.
template <class Visit>
void for_each_value(const RecordValue& record, Visit visit) {
  for (size_t i = 0; i < record.values.size(); ++i) {
    const Field& field = record.kind->fields[i];
    const auto* nested = std::get_if<RecordValuePtr>(&record.values[i]);
    if (!nested) visit(field, record.values[i]);
    else if (*nested && field.kind == FieldKind::kind) for_each_value(**nested, visit);
  }
}

/// The values of a mark's rows that have to be numbers.
class Values {
 public:
  Values(const RecordValue& record, const MarkType& type) {
    for_each_value(record, [&](const Field& field, const FieldValue& value) {
      const Allowed allowed = allowed_in(field, type);
      if (const auto* number = std::get_if<double>(&value)) add(field, *number, allowed);
      const auto* channel = std::get_if<NumberChannel>(&value);
      if (!channel) return;
      if (channel->per_row()) columns_.push_back({&field, &channel->column, allowed});
      else add(field, channel->constant, allowed);
    });
  }

  std::optional<Lack> operator()(size_t row) const {
    if (shared_) return shared_;
    for (const PerRow& one : columns_) {
      if (one.column->type() == ColumnType::text) {
        if (one.column->missing(row)) return Lack{Lack::What::value, one.field->name};
      } else if (const auto what = lack_of(one.column->numbers()[row], one.allowed)) {
        return Lack{*what, one.field->name};
      }
    }
    return std::nullopt;
  }

 private:
  struct PerRow {
    const Field* field;
    const Column* column;
    Allowed allowed;
  };

  void add(const Field& field, double value, const Allowed& allowed) {
    const auto what = lack_of(value, allowed);
    if (what && !shared_) shared_ = Lack{*what, field.name};
  }

  std::optional<Lack> shared_;
  std::vector<PerRow> columns_;
};

/// The places of a mark's rows along the axes.
class Places {
 public:
  Places(const RecordValue& record, const MarkType& type, const Plot& plot, const Box& visible)
      : plot_(plot), type_(type), visible_(visible) {
    for_each_value(record, [&](const Field& field, const FieldValue& value) {
      const auto* channel = std::get_if<NumberChannel>(&value);
      if (channel && channel->given && field.axis != AxisName::none) add(field, *channel);
    });
  }

  std::optional<Lack> operator()(size_t row) const {
    for (const Along& one : axes_) {
      if (const auto what = lack_at(one, row)) return Lack{*what, one.field->name};
    }
    if (!type_.by_row) return std::nullopt;
    const auto x = beyond(AxisName::x, row);
    return x ? x : beyond(AxisName::y, row);
  }

 private:
  struct Along {
    const Field* field;
    const NumberChannel* channel;
    std::vector<bool> known;  ///< of categories, by their codes: whether the axis has them
  };

  void add(const Field& field, const NumberChannel& channel) {
    Along out{&field, &channel, {}};
    const Scale& scale = field.axis == AxisName::x ? plot_.x : plot_.y;
    if (channel.per_row() && channel.column.type() == ColumnType::text && !scale.type->read) {
      for (const std::string& text : channel.column.dictionary()) {
        out.known.push_back(std::isfinite(scale.at(text)));
      }
    }
    axes_.push_back(std::move(out));
  }

  std::optional<Lack::What> lack_at(const Along& one, size_t row) const {
    const bool text = one.channel->per_row() && one.channel->column.type() == ColumnType::text;
    if (text && !(one.field->axis == AxisName::x ? plot_.x : plot_.y).type->read) {
      const std::int32_t code = one.channel->column.codes()[row];
      const bool there = code >= 0 && one.known[size_t(code)];
      return there ? std::nullopt : std::optional(Lack::What::place);
    }
    const double place = place_of(one, row);
    if (std::isnan(place)) {
      const bool x = one.field->axis == AxisName::x;
      return (x ? plot_.x : plot_.y).type->name == "log" ? Lack::What::log : Lack::What::place;
    }
    if (std::isinf(place) && !type_.endless) return Lack::What::place;
    if (type_.outside != Outside::left_out || one.channel->unit != Unit::data) return std::nullopt;
    return is_beyond(one.field->axis, place, place) ? std::optional(Lack::What::domain)
                                                    : std::nullopt;
  }

  double place_of(const Along& one, size_t row) const {
    const bool x = one.field->axis == AxisName::x;
    return x ? plot_.x_of(*one.channel, row) : plot_.y_of(*one.channel, row);
  }

  /// Whether all from the one place to the other is outside.
  bool is_beyond(AxisName axis, double low, double high) const {
    constexpr double kSlack = 0.01;  // what is on the edge is inside
    const bool x = axis == AxisName::x;
    return high < (x ? visible_.x0 : visible_.y0) - kSlack ||
           low > (x ? visible_.x1 : visible_.y1) + kSlack;
  }

  /// What goes from one place to another and is outside as a whole. A side that is left out may be
  /// at the area's edge.
  std::optional<Lack> beyond(AxisName axis, size_t row) const {
    std::vector<double> ends;
    std::string_view field;
    for (const Along& one : axes_) {
      if (one.field->axis != axis) continue;
      if (one.channel->unit != Unit::data || !one.known.empty()) return std::nullopt;
      ends.push_back(place_of(one, row));
      field = one.field->name;
    }
    if (ends.size() < (type_.endless ? 2 : 1)) return std::nullopt;
    const auto [low, high] = std::minmax_element(ends.begin(), ends.end());
    return is_beyond(axis, *low, *high) ? std::optional(Lack{Lack::What::domain, field})
                                        : std::nullopt;
  }

  const Plot& plot_;
  const MarkType& type_;
  const Box& visible_;
  std::vector<Along> axes_;
};

/// What is no number at all is not moved: it is left out.
bool fits(const Field& field, double value) {
  return !std::isfinite(value) || (value >= field.least && value <= field.most);
}

double fitted(const Field& field, double value) {
  return std::isfinite(value) ? std::clamp(value, field.least, field.most) : value;
}

bool all_fit(const Field& field, const NumberChannel& channel) {
  const auto numbers = channel.column.numbers();
  return fits(field, channel.constant) &&
         std::all_of(numbers.begin(), numbers.end(),
                     [&](double value) { return fits(field, value); });
}

/// The field's value within its range; nothing where it is already.
std::optional<FieldValue> fitted(const Field& field, const FieldValue& value) {
  if (const auto* number = std::get_if<double>(&value)) {
    return fits(field, *number) ? std::nullopt : std::optional<FieldValue>(fitted(field, *number));
  }
  const auto* channel = std::get_if<NumberChannel>(&value);
  if (!channel || all_fit(field, *channel)) return std::nullopt;
  NumberChannel out = *channel;
  out.constant = fitted(field, out.constant);
  if (out.per_row()) {
    std::vector<double> numbers(out.column.numbers().begin(), out.column.numbers().end());
    for (double& number : numbers) number = fitted(field, number);
    out.column = Column::numbers(std::move(numbers));
  }
  return out;
}

std::optional<RecordValue> fitted(const RecordValue& record) {
  std::optional<RecordValue> out;
  for (size_t i = 0; i < record.values.size(); ++i) {
    auto value = fitted(record.kind->fields[i], record.values[i]);
    if (!value) continue;
    if (!out) out = record;
    out->values[i] = std::move(*value);
  }
  return out;
}

MarkValuesPtr selected(const MarkValues& values, const RowNumbers& rows) {
  auto out = std::make_shared<MarkValues>(values);
  out->rows = std::make_shared<const Table>(values.rows->select(rows));
  out->fields = std::make_shared<const RecordValue>(select_rows(*values.fields, rows, out->rows));
  return out;
}

}  // namespace

void DrawnRows::fit() {
  auto fields = fitted(*values_->fields);
  if (!fields) return;
  auto out = std::make_shared<MarkValues>(*values_);
  out->fields = std::make_shared<const RecordValue>(std::move(*fields));
  values_ = std::move(out);
}

void DrawnRows::note(std::vector<LeftOut>& list, const Lack& lack, std::uint32_t row) {
  for (LeftOut& known : list) {
    if (!(known.lack == lack)) continue;
    ++known.count;
    return;
  }
  list.push_back({lack, 1, row});
}

void DrawnRows::leave(const RowNumbers& staying, const std::vector<LeftOut>& leaving) {
  RowNumbers rows;
  for (const std::uint32_t i : staying) rows.push_back(number_of(i));
  rows_ = std::move(rows);
  left_out_.insert(left_out_.end(), leaving.begin(), leaving.end());
  count_ = staying.size();
  if (values_->rows) values_ = selected(*values_, staying);
}

namespace {

/// Of each row, whether a line that leads through them begins or ends with it.
std::vector<bool> ends_of_lines(const RecordValue& record, size_t count) {
  std::vector<bool> out(count, false);
  const int place = record.kind->find("by");
  const auto* by = place < 0 ? nullptr : std::get_if<TextChannel>(&record.values[size_t(place)]);
  const bool grouped = by && by->per_row();
  std::map<std::string, size_t> last;
  for (size_t row = 0; row < count; ++row) {
    const auto [known, fresh] = last.try_emplace(grouped ? (*by)[row] : "", row);
    if (fresh) out[row] = true;
    known->second = row;
  }
  for (const auto& [name, row] : last) out[row] = true;
  return out;
}

}  // namespace

void sift_values(DrawnRows& rows, const MarkType& type) {
  rows.fit();
  const MarkValuesPtr values = rows.shared_values();
  const Values lacking(*values->fields, type);
  if (!type.leads) {
    rows.sift(lacking);
    return;
  }
  std::vector<bool> ends;
  rows.sift([&](size_t row) {
    std::optional<Lack> out = lacking(row);
    if (!out || out->what != Lack::What::end) return out;
    if (ends.empty()) ends = ends_of_lines(*values->fields, values->count());
    if (ends[row]) out->what = Lack::What::limit;
    return out;
  });
}

void sift_places(DrawnRows& rows, const MarkType& type, const Plot& plot, const Box& visible) {
  const MarkValuesPtr values = rows.shared_values();
  rows.sift(Places(*values->fields, type, plot, visible));
}

MarkValuesPtr with_values(const MarkValuesPtr& values, const MarkType& type) {
  DrawnRows rows(values);
  sift_values(rows, type);
  return rows.shared_values();
}

bool has_values(const RecordValue& fields, const MarkType& type) {
  return !Values(fields, type)(0);
}

bool is_drawable(const RecordValue& fields, const MarkType& type, const Plot& plot,
                 const Box& visible) {
  return !Values(fields, type)(0) && !Places(fields, type, plot, visible)(0);
}

Presence of_rows(const Presence& presence, const RowNumbers& rows) {
  Presence out = presence;
  if (!presence.rows.empty()) out.rows = of_rows(presence.rows, rows);
  return out;
}

Emphasis of_rows(const Emphasis& emphasis, const RowNumbers& rows) {
  Emphasis out = emphasis;
  for (Emphasis::Other& other : out.others) {
    if (!other.lit.empty()) other.lit = of_rows(other.lit, rows);
  }
  return out;
}

}  // namespace lantern
