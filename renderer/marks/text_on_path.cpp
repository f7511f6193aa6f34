#include "renderer/marks/text_on_path.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

#include "core/base/portable_math.h"
#include "renderer/frame/transform_item.h"
#include "renderer/text/shaped_text.h"

namespace lantern {
namespace {

constexpr double kMiddle = 0.35;  // ems from the baseline up to the middle of the letters
constexpr double kGap = 0.3;      // ems between the way and letters beside it
constexpr double kCapHeight = 0.73;

/// Places on a way by the distance from its start, in the direction in which letters are read.
class Reading {
 public:
  /// The text's middle is `to_middle` after the place at `progress`, as the way runs.
  Reading(const Path& path, double progress, double to_middle)
      : path_(path), length_(path_length(path)), at_(progress * length_) {
    const double angle = point_along(path_, length_ > 0 ? (at_ + to_middle) / length_ : 0).angle;
    backwards_ = std::fabs(angle) > std::numbers::pi / 2 + 1e-9;
  }

  bool backwards() const { return backwards_; }

  /// The place `s` after the one that the text stands at.
  PathPoint place(double s) const {
    const double distance = at_ + (backwards_ ? -s : s);
    PathPoint out = point_along(path_, length_ > 0 ? distance / length_ : 0);
    const double past = distance - std::clamp(distance, 0.0, length_);
    out.at = out.at + Point{portable::cos(out.angle), portable::sin(out.angle)} * past;
    if (backwards_) out.angle += std::numbers::pi;
    return out;
  }

 private:
  const Path& path_;
  double length_, at_;
  bool backwards_ = false;
};

/// Where on the way each place of the line lies: letters that stand beside a way keep their
/// distance from each other, so that they neither crowd in its hollows nor drift apart on its
/// hills.
class Spacing {
 public:
  /// `beside` is how far the middles of the letters are from the way, `from` and `to` the ends of
  /// the line, `step` how finely it is measured; the place 0 stays where it is.
  Spacing(const Reading& reading, double beside, double from, double to, double step)
      : reading_(reading), beside_(beside), step_(step) {
    measure(to, step, after_);
    measure(-from, -step, before_);
  }

  double operator()(double x) const {
    const std::vector<double>& places = x < 0 ? before_ : after_;
    const double at = std::fabs(x) / step_;
    const auto first = std::min(static_cast<size_t>(at), places.size() - 1);
    if (first + 1 >= places.size())
      return places.back() + (x < 0 ? -1 : 1) * (at - double(first)) * step_;
    return places[first] + (places[first + 1] - places[first]) * (at - double(first));
  }

 private:
  Point middle(double s) const {
    const PathPoint place = reading_.place(s);
    return place.at + Point{portable::sin(place.angle), -portable::cos(place.angle)} * beside_;
  }

  void measure(double length, double step, std::vector<double>& out) const {
    constexpr double kMost = 2;  // at sharp bends, letters cannot keep their distance
    out = {0};
    for (double x = 0; x < length; x += step_) {
      const double s = out.back();
      const Point way = middle(s + step) - middle(s);
      const double moved_by = portable::hypot(way.x, way.y);
      out.push_back(s +
                    step * std::clamp(moved_by > 0 ? step_ / moved_by : kMost, 1 / kMost, kMost));
    }
  }

  const Reading& reading_;
  double beside_, step_;
  std::vector<double> after_, before_;
};

/// Letters whose form depends on their neighbours, which they would lose as texts of their own.
bool is_joined(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0xD6 && byte <= 0xE0;  // U+0580 to U+0FFF
  });
}

class LetterWriter {
 public:
  LetterWriter(const std::string& id, const PlacedText& text, const FollowedWay& way)
      : id_(id),
        text_(text),
        way_(way),
        reading_(*way.path, way.progress, text.text->width * (0.5 - way.anchor)) {
    const double size = text.text->runs.empty() ? 0 : text.text->runs[0].text->font.size;
    // How far the baseline is below the way.
    const double below = way.above <= 0 ? kCapHeight + kGap : way.above >= 1 ? -kGap : kMiddle;
    drop_ = below * size;
    start_ = -text.text->width * (reading_.backwards() ? 1 - way.anchor : way.anchor);
    constexpr double kStep = 0.25;  // ems
    if (size > 0) {
      spacing_.emplace(reading_, kMiddle * size - drop_, start_, start_ + text.text->width,
                       kStep * size);
    }
  }

  Group run() {
    for (const Paragraph::Run& run : text_.text->runs) {
      if (run.at.y == 0) add_run(run);
    }
    for (size_t i = 0; i < text_.text->boxes.size(); ++i) {
      if (text_.text->boxes[i].at.y == 0) add_box(i);
    }
    if (text_.halo) add_rim();
    out_.figures = text_.text->words;  // letters of one text do not become those of another
    return std::move(out_);
  }

 private:
  /// Below all letters: none takes a bite out of its neighbour.
  void add_rim() {
    const Stroke rim{text_.halo->color, text_.halo->width, Cap::round, Join::round, {}, 0};
    PathShape shape{outlines_of(out_.children), {}, rim, false};
    if (shape.path.empty()) return;
    out_.children.insert(out_.children.begin(), make_item(id_ + ".rim", std::move(shape)));
  }

  PathPoint place(double middle) const {
    const double x = start_ + middle;
    return reading_.place(spacing_ ? (*spacing_)(x) : x);
  }

  /// Moves what is drawn about the middle of its own baseline to its place.
  ItemPtr put(const ItemPtr& item, const PathPoint& place) const {
    return moved(turned(moved(item, {0, drop_}), place.angle), place.at + way_.shift);
  }

  void add_box(size_t i) {
    const Paragraph::PlacedBox& box = text_.text->boxes[i];
    const double half = box.box.width / 2;
    for (const ItemPtr& item : text_.text->contents[i]) {
      out_.children.push_back(put(moved(item, {-half, 0}), place(box.at.x + half)));
    }
  }

  void add_run(const Paragraph::Run& run) {
    const ShapedText& text = *run.text;
    for (size_t first = 0; first < text.glyphs.size();) {
      size_t last = first + 1;
      while (last < text.glyphs.size() && text.glyphs[last].cluster == text.glyphs[first].cluster)
        ++last;
      if (text.glyphs[first].at.y == 0 || text.lines == 1) add_letter(run, first, last);
      first = last;
    }
  }

  /// The bytes of the character that glyph `first` belongs to.
  static std::string letter_of(const ShapedText& text, size_t first) {
    const size_t begin = text.glyphs[first].cluster;
    size_t end = text.text.size();
    for (const Glyph& glyph : text.glyphs) {
      if (glyph.cluster > begin) end = std::min(end, size_t(glyph.cluster));
    }
    return text.text.substr(begin, end - begin);
  }

  void add_letter(const Paragraph::Run& run, size_t first, size_t last) {
    const ShapedText& text = *run.text;
    ShapedText letter = text;
    letter.lines = 1;
    letter.missing.clear();
    letter.text = letter_of(text, first);
    letter.glyphs.assign(text.glyphs.begin() + std::ptrdiff_t(first),
                         text.glyphs.begin() + std::ptrdiff_t(last));
    letter.width = 0;
    for (const Glyph& glyph : letter.glyphs) letter.width += glyph.advance;
    const double left = letter.glyphs[0].at.x;
    const bool drawn = std::any_of(letter.glyphs.begin(), letter.glyphs.end(),
                                   [](const Glyph& glyph) { return glyph.outline != nullptr; });
    if (!drawn) return;
    for (Glyph& glyph : letter.glyphs) {
      glyph.at.x -= left;
      glyph.cluster = 0;
    }
    const double half = letter.width / 2;
    const bool joined = is_joined(letter.text);
    const TextShape shape{std::make_shared<const ShapedText>(std::move(letter)),
                          {-half, 0},
                          0,
                          run.color.value_or(text_.color),
                          {}};
    const std::string id = id_ + ".letter" + std::to_string(out_.children.size());
    const ItemPtr item = joined ? outlined(id, shape) : make_item(id, shape);
    out_.children.push_back(put(item, place(run.at.x + left + half)));
  }

  static ItemPtr outlined(const std::string& id, const TextShape& shape) {
    PathShape out;
    out.fill = shape.color;
    for (const Glyph& glyph : shape.text->glyphs) {
      if (!glyph.outline) continue;
      const double size = shape.text->font.size;
      out.path.append(transformed(*glyph.outline, size, size, shape.origin + glyph.at));
    }
    return make_item(id, std::move(out));
  }

  const std::string& id_;
  const PlacedText& text_;
  const FollowedWay& way_;
  Reading reading_;
  std::optional<Spacing> spacing_;
  double drop_ = 0, start_ = 0;
  Group out_;
};

}  // namespace

Group text_on_path(const std::string& id, const PlacedText& text, const FollowedWay& way) {
  return LetterWriter(id, text, way).run();
}

}  // namespace lantern
