#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "renderer/text/font_source.h"
#include "renderer/text/shaped_text.h"

namespace lantern {

/// The characters that texts show in each face: what a document has to bring along to look the same
/// everywhere.
class UsedFonts {
 public:
  void add(const ShapedText& text);
  bool empty() const { return characters_.empty(); }

  /// One face, cut down to the glyphs of its characters, as an OpenType file. Characters that the
  /// family asked for does not have follow in faces of the same name.
  struct Face {
    std::string family;
    int weight = 400;
    bool italic = false;
    std::vector<std::uint8_t> file;
    std::string range{};  ///< the characters it stands in for, as CSS lists them; empty: all
  };
  /// Sorted by family, weight and slant. Throws RuntimeError where a font file is missing.
  std::vector<Face> subsets(FontSource source = FontSource::anywhere) const;

 private:
  struct Style {
    std::string family;
    int weight;
    bool italic;
    friend auto operator<=>(const Style&, const Style&) = default;
  };
  std::map<Style, std::set<char32_t>> characters_;
};

/// RFC 4648, §4.
std::string base64(const std::vector<std::uint8_t>& bytes);

}  // namespace lantern
