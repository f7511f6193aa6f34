#include "renderer/paragraph/text_placing.h"

#include <algorithm>
#include <cmath>

#include "core/base/portable_math.h"

namespace lantern {

Font font_of(const Theme& theme, const TypeStyle& style) {
  return {theme.family, style.size, style.weight, false};
}

namespace {

/// Where the first baseline of a text starts.
Point origin_of(double own_width, double ascent, double height, const TextPlacing& placing) {
  const double width = placing.reserve > 0 ? placing.reserve : own_width;
  Box box{0, 0, width, height};
  box = box.moved(
      {placing.at.x - width * placing.anchor.x, placing.at.y - height * placing.anchor.y});
  if (placing.inside && placing.angle == 0) {
    const Box& in = *placing.inside;
    if (box.width() <= in.width()) {
      box = box.moved({std::max(0.0, in.x0 - box.x0) - std::max(0.0, box.x1 - in.x1), 0});
    }
    if (box.height() <= in.height()) {
      box = box.moved({0, std::max(0.0, in.y0 - box.y0) - std::max(0.0, box.y1 - in.y1)});
    }
  }
  const Point origin{box.x0 + (width - own_width) * placing.lead, box.y0 + ascent};
  if (placing.angle == 0) return origin;
  const Point from_anchor = origin - placing.at;
  const double c = portable::cos(placing.angle), s = portable::sin(placing.angle);
  return placing.at +
         Point{from_anchor.x * c - from_anchor.y * s, from_anchor.x * s + from_anchor.y * c};
}

Point pixel_origin(Point origin, double angle) {
  if (angle == 0) origin.y = std::round(origin.y);
  else if (std::fabs(std::fabs(angle) - 1.5707963267948966) < 1e-9) origin.x = std::round(origin.x);
  return origin;
}

/// The first of a hole's readings that no other is wider than, in the letters of its span.
std::string widest_reading(const TextSpan& span, const Font& font, const Look& look,
                           const Typesetter& typesetter) {
  if (!span.readings) return span.text;
  std::string out;
  double widest = -1;
  for (const std::string& reading : *span.readings) {
    const RichText alone{{reading, span.style, span.live, {}}};
    const double width =
        set_text(alone, font, look.theme()["ink"], look, typesetter, TextAlign::start, {})->width;
    if (width <= widest) continue;
    widest = width;
    out = reading;
  }
  return out;
}

}  // namespace

TextShape place_text(const ShapedTextPtr& text, const TextPlacing& placing) {
  TextShape out;
  out.text = text;
  out.angle = placing.angle;
  out.origin = origin_of(text->width, text->ascent, text->height(), placing);
  return out;
}

PlacedText place_text(const ParagraphPtr& text, const TextPlacing& placing) {
  PlacedText out;
  out.text = text;
  out.angle = placing.angle;
  out.origin = origin_of(text->width, text->ascent, text->height, placing);
  return out;
}

TextShape on_pixel(TextShape text) {
  text.origin = pixel_origin(text.origin, text.angle);
  return text;
}

PlacedText on_pixel(PlacedText text) {
  text.origin = pixel_origin(text.origin, text.angle);
  return text;
}

Box text_box(const PlacedText& text) {
  const Point top_left{text.origin.x, text.origin.y - text.text->ascent};
  return {top_left.x, top_left.y, top_left.x + text.text->width, top_left.y + text.text->height};
}

ParagraphPtr set_live_text(const LiveText& label, size_t row, const Font& font, const Color& color,
                           const Look& look, const Typesetter& typesetter, TextAlign align,
                           Wrap wrap) {
  return set_text(label.spans(row), font, color, look, typesetter, align, wrap);
}

RichText widest_spans(const LiveText& label, const Font& font, const Look& look,
                      const Typesetter& typesetter) {
  RichText out;
  if (!label.film) return out;
  for (const TextSpan& span : *label.film) {
    out.push_back(span);
    // A formula finds the widest of its holes itself, as it sets them.
    if (span.style.formula < 0) out.back().text = widest_reading(span, font, look, typesetter);
    else if (span.readings && !span.readings->empty()) out.back().text = span.readings->front();
  }
  return out;
}

ParagraphPtr set_widest(const LiveText& label, const Font& font, const Look& look,
                        const Typesetter& typesetter, TextAlign align, Wrap wrap) {
  const RichText text = label.film ? widest_spans(label, font, look, typesetter) : label.spans(0);
  return set_text(text, font, look.theme()["ink"], look, typesetter, align, wrap);
}

Halo halo_of(const Look& look, double size) {
  return {look.theme()["ground"], std::max(3.0, size * 0.28)};
}

}  // namespace lantern
