#include "renderer/marks/common.h"

#include <algorithm>
#include <cmath>

#include "renderer/effects/effect.h"
#include "renderer/layouts/layout.h"

namespace lantern {
namespace {

constexpr double kLongestTrail = 10;  // seconds
constexpr double kMostGhosts = 100;

const Kind& enter_record() {
  static const Kind kind{"enter",
                         "How items come.",
                         {field<&EnterFields::effect>("effect", "`lantern list effects`.",
                                                      {.choices = effect_names()}),
                          field<&EnterFields::from>(
                              "from",
                              "Where they come from: another mark, or its row with a key that is "
                              "computed for each row, as in signs@(source).")}};
  return kind;
}

const Kind& exit_record() {
  static const Kind kind{"exit",
                         "How items go.",
                         {field<&ExitFields::effect>("effect", "`lantern list effects`.",
                                                     {.choices = effect_names()})}};
  return kind;
}

}  // namespace

const std::vector<std::string_view>& sides() {
  static const std::vector<std::string_view> kSides{"above",      "below",       "left",
                                                    "right",      "above_left",  "above_right",
                                                    "below_left", "below_right", "center"};
  return kSides;
}

const std::vector<std::string_view>& label_sides() {
  static const std::vector<std::string_view> kSides = [] {
    std::vector<std::string_view> out{"auto"};
    out.insert(out.end(), sides().begin(), sides().end());
    return out;
  }();
  return kSides;
}

Point direction_of(std::string_view side) {
  Point out;
  if (side.find("above") != std::string_view::npos) out.y = -1;
  if (side.find("below") != std::string_view::npos) out.y = 1;
  if (side.find("left") != std::string_view::npos) out.x = -1;
  if (side.find("right") != std::string_view::npos) out.x = 1;
  return out;
}

const MarkRef* mark_in(const RecordValue& layout) {
  for (const FieldValue& value : layout.values) {
    if (const auto* ref = std::get_if<MarkRef>(&value)) return ref;
  }
  return nullptr;
}

EnterFields enter_of(const RecordValue& fields) {
  const auto common = bind<CommonFields>(fields);
  return common.enter ? bind<EnterFields>(*common.enter) : EnterFields{};
}

ExitFields exit_of(const RecordValue& fields) {
  const auto common = bind<CommonFields>(fields);
  return common.exit ? bind<ExitFields>(*common.exit) : ExitFields{};
}

std::vector<Field> data_fields() {
  return {
      field<&CommonFields::data>("data", "The table whose rows it shows; one datum if absent."),
      described("where", FieldKind::condition, "Only the rows for which this holds."),
      field<&CommonFields::enter>("enter", "How its items enter: {effect: pop}.",
                                  {.record = &enter_record()}),
      field<&CommonFields::exit>("exit", "How they leave.", {.record = &exit_record()}),
      field<&CommonFields::identity>(
          "identity",
          "A name that marks share: a row that leaves one of them and enters another in the "
          "same step goes there."),
      field<&CommonFields::clip>(
          "clip", "Whether it ends at an axis that has a domain; as its view's if absent."),
      field<&CommonFields::fixed>(
          "fixed", "Whether it stays where it is while a `camera` moves: true or false.",
          {.fallback = "false"}),
      field<&CommonFields::trail>("trail", "How long its past is seen behind it, fading: 800ms.",
                                  {.least = 0, .most = kLongestTrail, .time = true}),
      field<&CommonFields::ghosts>(
          "ghosts", "How many of its states at the ends of earlier steps stay, faint.",
          {.fallback = "0", .least = 0, .most = kMostGhosts})};
}

std::vector<Field> placement_fields() {
  return {
      field<&Placement::x>("x", "Place along the x axis; 40% or 12px count from the view's left.",
                           {.axis = AxisName::x}),
      field<&Placement::y>("y", "Place along the y axis; 40% or 12px count from the view's top.",
                           {.axis = AxisName::y}),
      field<&Placement::layout>("layout", "A rule that places the rows, instead of x and y.",
                                {.kinds = layout_kinds}),
      field<&Placement::at, Placement>("at", "Another mark to stand at: line, cells@a7."),
      field<&Placement::along, Placement>("along",
                                          "A line, arrow, rule or tree_path to move along."),
      field<&Placement::progress>("progress", "How far along it: 0 at its start, 1 at its end.",
                                  {.fallback = "1", .least = 0, .most = 1}),
      field<&Placement::group, Placement>(
          "group",
          "A column of that mark's data: each row stands at the rows there "
          "that have its own value of the same column, or else its key."),
      field<&Placement::pick, Placement>("pick", "Which of its rows to stand at.",
                                         {.fallback = "last", .choices = {"first", "last", "all"}}),
      field<&Placement::side>("side", "Beside that, not on it.",
                              {.fallback = "center", .choices = sides()}),
      field<&Placement::dx>("dx", "Moved right by so much.", {.fallback = "0", .px = true}),
      field<&Placement::dy>("dy", "Moved down by so much.", {.fallback = "0", .px = true})};
}

std::vector<double> rows_of(const NumberChannel& channel, size_t count) {
  std::vector<double> out(count);
  for (size_t row = 0; row < count; ++row) out[row] = channel[row];
  return out;
}

const std::vector<std::string_view>& line_styles() {
  static const std::vector<std::string_view> kStyles{"solid", "dashed", "dotted"};
  return kStyles;
}

std::vector<double> dashes(std::string_view style, double width) {
  if (style == "dashed") return {std::max(6.0, width * 3), std::max(4.0, width * 2)};
  if (style == "dotted") return {0.01, std::max(4.0, width * 2)};  // round caps make the dots
  return {};
}

namespace {

constexpr double kLabelGap = 6;

/// Beside the box, at a corner over half of its side.
TextPlacing beside(const Box& box, Point direction) {
  const double corner = direction.x != 0 && direction.y != 0 ? 0.5 : 1;
  TextPlacing out;
  out.at = {box.center().x + direction.x * (box.width() / 2 + kLabelGap) * corner,
            box.center().y + direction.y * (box.height() / 2 + kLabelGap * corner)};
  out.anchor = {(1 - direction.x) / 2, (1 - direction.y) / 2};
  return out;
}

TextAlign align_at(Point direction) {
  return direction.x < 0 ? TextAlign::end : direction.x > 0 ? TextAlign::start : TextAlign::middle;
}

}  // namespace

void add_label(MarkOutput& out, ItemPtr item, LabelSpot spot, Leader leader) {
  out.labels.push_back({out.items.size(), std::move(spot), std::move(leader)});
  out.items.push_back(std::move(item));
}

double lead_of(Point anchor) {
  return anchor.x >= 1 ? 1 : 0;
}

Font label_font(const Theme& theme, const LabelText& mark) {
  return label_font(theme, mark, theme.label);
}

Font label_font(const Theme& theme, const LabelText& mark, TypeStyle style) {
  if (mark.label_size) style.size = asked_size(theme, *mark.label_size);
  return font_of(theme, style);
}

std::string label_side_of(const MarkInput& in, const LabelFields& fields, size_t row) {
  if (!fields.label_side.per_row()) return fields.label_side.constant;
  return RowWords(fields.label_side, label_sides(), place_of_field(in.fields, "label_side"))[row];
}

PlacedText place_text(const MarkInput& in, const ParagraphPtr& text, const TextPlacing& placing) {
  PlacedText placed = place_text(text, placing);
  return in.still ? on_pixel(std::move(placed)) : placed;
}

void emit_label(const MarkInput& in, const LabelFields& fields, const Labelled& named, size_t row,
                MarkOutput& out) {
  if (!fields.label) return;
  if ((*fields.label)[row].empty()) return;
  const Theme& theme = in.look.theme();
  const Font font = label_font(theme, fields);
  LabelSpot spot;
  spot.names = named.names;
  spot.target = named.box;
  spot.path = named.outline;
  const std::string asked = label_side_of(in, fields, row);
  spot.fixed = asked != "auto";
  spot.side = direction_of(spot.fixed ? asked : named.side);
  spot.gap = kLabelGap;
  spot.within = room_for_labels(in.plot);
  const TextAlign align = align_at(spot.side);
  const RowColors colors(in.look, fields.label_color, place_of_field(in.fields, "label_color"),
                         "ink");
  const Color color = in.look.for_text(colors[row], font);
  const ParagraphPtr shaped =
      set_live_text(*fields.label, row, font, color, in.look, in.typesetter, align);
  TextPlacing placing = beside(named.box, spot.side);
  if (fields.label->film) {
    placing.reserve = set_widest(*fields.label, font, in.look, in.typesetter, align)->width;
    placing.lead = lead_of(placing.anchor);
  }
  PlacedText shape = place_text(in, shaped, placing);
  spot.home = text_box(shape);
  if (placing.reserve > 0) {
    spot.home.x0 -= (placing.reserve - shaped->width) * placing.lead;
    spot.home.x1 = spot.home.x0 + placing.reserve;
  }
  shape.color = color;
  shape.halo = halo_of(in.look, font.size);
  add_label(out,
            text_item(in.row_id(row, "datum") + ".label", shape, named.opacity,
                      in.keys ? static_cast<int>(row) : -1),
            std::move(spot), plain_leader(in.look.theme()["muted"]));
}

}  // namespace lantern
