#include <cmath>
#include <numbers>

#include <fmt/format.h>

#include "core/base/hash.h"
#include "renderer/frame/frame.h"
#include "renderer/paths/decimal.h"
#include "renderer/text/shaped_text.h"

namespace lantern {
namespace {

constexpr const char* kCaps[] = {"butt", "round", "square"};
constexpr const char* kJoins[] = {"miter", "round", "bevel"};
constexpr const char* kInkNames[] = {"none", "tint",   "shade", "light",
                                     "ink",  "ground", "dark",  "pale"};

bool same_drawing(const Symbol& a, const Symbol& b) {
  const auto same_layer = [](const SymbolLayer& x, const SymbolLayer& y) {
    return x.path == y.path && x.fill == y.fill && x.stroke == y.stroke &&
           x.stroke_width == y.stroke_width && x.opacity == y.opacity;
  };
  return a.name == b.name &&
         std::equal(a.layers.begin(), a.layers.end(), b.layers.begin(), b.layers.end(), same_layer);
}

std::string in_quotes(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    if (c == '\n') {
      result += "\\n";
    } else if (static_cast<unsigned char>(c) < 0x20) {
      result += fmt::format("\\x{:02x}", static_cast<int>(c));
    } else {
      result += c;
    }
  }
  return result + '"';
}

/// A name as it is where that can be read back, else quoted.
std::string word(std::string_view text) {
  const auto plain = [](char c) { return static_cast<unsigned char>(c) > 0x20 && c != '"'; };
  const bool simple = !text.empty() && std::all_of(text.begin(), text.end(), plain);
  return simple ? std::string(text) : in_quotes(text);
}

class Dumper {
 public:
  explicit Dumper(int decimals) : decimals_(decimals) {}

  std::string run(const Frame& frame) {
    out_ = fmt::format("frame {}x{} ground={}\n", length(frame.width), length(frame.height),
                       to_hex(frame.ground));
    for (const ItemPtr& item : frame.items) add(*item, 0);
    for (size_t i = 0; i < symbols_.size(); ++i) add_symbol(symbol_names_[i], *symbols_[i]);
    return std::move(out_);
  }

 private:
  std::string length(double value) const { return to_decimal(value, decimals_); }
  std::string fine(double value) const { return to_decimal(value, decimals_ + 2); }
  std::string degrees(double radians) const { return length(radians * 180 / std::numbers::pi); }
  std::string place(Point p) const { return length(p.x) + ',' + length(p.y); }

  void indent(int depth) { out_.append(static_cast<size_t>(depth) * 2, ' '); }

  void add(const Item& item, int depth) {
    indent(depth);
    out_ += word(item.id);
    out_ += fmt::format(" {}", shape_name(item));
    if (item.row >= 0) out_ += fmt::format(" row={}", item.row);
    if (item.opacity != 1) out_ += fmt::format(" opacity={}", fine(item.opacity));
    std::visit([&](const auto& shape) { add_shape(shape, depth); }, item.shape);
  }

  void add_shape(const Group& group, int depth) {
    if (group.clip) {
      out_ += fmt::format(" clip={},{}", place({group.clip->x0, group.clip->y0}),
                          place({group.clip->x1, group.clip->y1}));
    }
    out_ += '\n';
    for (const ItemPtr& child : group.children) add(*child, depth + 1);
  }

  void add_shape(const PathShape& shape, int) {
    if (shape.fill) out_ += fmt::format(" fill={}", to_hex(*shape.fill));
    if (shape.stroke) add_stroke(*shape.stroke);
    if (shape.crisp) out_ += " crisp";
    out_ += fmt::format(" \"{}\"\n", to_svg_path(shape.path, decimals_));
  }

  void add_stroke(const Stroke& stroke) {
    out_ += fmt::format(" stroke={}/{}", to_hex(stroke.color), length(stroke.width));
    if (stroke.cap != Cap::butt)
      out_ += fmt::format(" cap={}", kCaps[static_cast<int>(stroke.cap)]);
    if (stroke.join != Join::round) {
      out_ += fmt::format(" join={}", kJoins[static_cast<int>(stroke.join)]);
    }
    for (size_t i = 0; i < stroke.dash.size(); ++i) {
      out_ += (i == 0 ? " dash=" : ",") + length(stroke.dash[i]);
    }
    if (!stroke.dash.empty() && stroke.dash_offset != 0) {
      out_ += fmt::format(" dash_offset={}", length(stroke.dash_offset));
    }
  }

  void add_shape(const TextShape& shape, int) {
    if (!shape.text) {
      out_ += " -\n";
      return;
    }
    const ShapedText& text = *shape.text;
    out_ += fmt::format(" {} at={} font={}/{}/{}{} {}", in_quotes(text.text), place(shape.origin),
                        word(text.font.family), length(text.font.size), text.font.weight,
                        text.font.italic ? "/italic" : "", to_hex(shape.color));
    if (shape.angle != 0) out_ += fmt::format(" angle={}", degrees(shape.angle));
    if (shape.halo) {
      out_ += fmt::format(" halo={}/{}", to_hex(shape.halo->color), length(shape.halo->width));
    }
    out_ += fmt::format(" width={}", length(text.width));
    if (text.lines > 1) add_lines(text);
    for (const char32_t c : text.missing) {
      out_ += fmt::format(" missing=U+{:04X}", static_cast<std::uint32_t>(c));
    }
    out_ += '\n';
  }

  void add_shape(const ImageShape& image, int) {
    out_ += fmt::format(" {}x{} at={} size={}", image.file->width, image.file->height,
                        place(image.at), place({image.width, image.height}));
    if (image.angle != 0) out_ += fmt::format(" angle={}", degrees(image.angle));
    if (!image.file->pixels.empty()) add_pixels(*image.file);
    out_ += '\n';
  }

  /// Its colours at the corners and in the middle, and a number that depends on all.
  void add_pixels(const ImageFile& image) {
    const auto at = [&](int x, int y) {
      return fmt::format("{:08x}", image.pixels[size_t(y) * size_t(image.width) + size_t(x)]);
    };
    const int right = image.width - 1, low = image.height - 1;
    Hasher hasher;
    for (const std::uint32_t pixel : image.pixels) hasher.add(std::uint64_t(pixel));
    out_ += fmt::format(" pixels={},{},{},{},{}/{:08x}{}", at(0, 0), at(right, 0), at(0, low),
                        at(right, low), at(right / 2, low / 2), std::uint32_t(hasher.finish().lo),
                        image.sharp ? " sharp" : "");
  }

  /// Where each line starts: shows alignment and the places of breaks.
  void add_lines(const ShapedText& text) {
    std::vector<std::pair<double, double>> lines;  // baseline, left end
    for (const Glyph& glyph : text.glyphs) {
      if (lines.empty() || lines.back().first != glyph.at.y) {
        lines.emplace_back(glyph.at.y, glyph.at.x);
      }
      lines.back().second = std::min(lines.back().second, glyph.at.x);
    }
    for (size_t i = 0; i < lines.size(); ++i) {
      out_ += (i == 0 ? " lines=" : ";") + place({lines[i].second, lines[i].first});
    }
  }

  void add_shape(const Instances& dots, int depth) {
    out_ += fmt::format(" n={}", dots.count());
    if (dots.outline > 0) out_ += fmt::format(" outline={}", length(dots.outline));
    out_ += fmt::format(" ink={} ground={}\n", to_hex(dots.ink), to_hex(dots.ground));
    if (!columns_agree(dots)) return;
    std::vector<std::string> names;
    for (const SymbolPtr& symbol : dots.symbols) names.push_back(name_of(symbol));
    for (size_t i = 0; i < dots.count(); ++i) {
      indent(depth + 1);
      const bool keyed = dots.keys && i < dots.keys->size();
      out_ += fmt::format("{} {} {} {} {} {} {}", keyed ? word((*dots.keys)[i]) : "-",
                          names[dots.symbol[i]], length(dots.x[i]), length(dots.y[i]),
                          length(dots.size[i]), to_hex(dots.color[i]), fine(dots.opacity[i]));
      if (!dots.angle.empty()) out_ += fmt::format(" {}", degrees(dots.angle[i]));
      if (!dots.outlines.empty()) out_ += fmt::format(" outline={}", length(dots.outline_of(i)));
      out_ += '\n';
    }
  }

  /// The name under which a symbol stands in the list below the items: its own, numbered where
  /// another drawing has it already.
  std::string name_of(const SymbolPtr& symbol) {
    int namesakes = 0;
    for (size_t i = 0; i < symbols_.size(); ++i) {
      if (symbols_[i] == symbol || same_drawing(*symbols_[i], *symbol)) return symbol_names_[i];
      if (symbols_[i]->name == symbol->name) ++namesakes;
    }
    symbols_.push_back(symbol);
    symbol_names_.push_back(word(symbol->name));
    if (namesakes > 0) symbol_names_.back() += fmt::format("~{}", namesakes + 1);
    return symbol_names_.back();
  }

  void add_symbol(const std::string& name, const Symbol& symbol) {
    out_ += fmt::format("symbol {}\n", name);
    for (const SymbolLayer& layer : symbol.layers) {
      out_ += fmt::format("  fill={}", kInkNames[static_cast<int>(layer.fill)]);
      if (layer.stroke != Ink::none) {
        out_ += fmt::format(" stroke={}/{}", kInkNames[static_cast<int>(layer.stroke)],
                            fine(layer.stroke_width));
      }
      if (layer.opacity != 1) out_ += fmt::format(" opacity={}", fine(layer.opacity));
      out_ += fmt::format(" \"{}\"\n", to_svg_path(layer.path, decimals_ + 2));
    }
  }

  int decimals_;
  std::string out_;
  std::vector<SymbolPtr> symbols_;  // in order of first use
  std::vector<std::string> symbol_names_;
};

}  // namespace

std::string dump(const Frame& frame, int decimals) {
  return Dumper(decimals).run(frame);
}

}  // namespace lantern
