#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "config/resources/resources.h"
#include "core/base/error.h"
#include "renderer/frame/symbols.h"
#include "renderer/look/look.h"
#include "tests/fuzz/targets.h"

namespace lantern::fuzz {
namespace {

/// A folder of resources with just these two files, which is gone when the run ends.
class Resources {
 public:
  Resources() {
    std::string pattern = (std::filesystem::temp_directory_path() / "lantern-fuzz-XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
    folder_ = pattern;
    for (const char* name : {"/themes", "/glyphs"})
      std::filesystem::create_directory(folder_ + name);
  }
  ~Resources() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  Resources(const Resources&) = delete;
  Resources& operator=(const Resources&) = delete;

  void write(const std::string& text) const {
    for (const char* name : {"/themes/one.yaml", "/glyphs/one.yaml"}) {
      std::ofstream(folder_ + name, std::ios::binary) << text;
    }
  }
  const std::string& folder() const { return folder_; }

 private:
  std::string folder_;
};

void use_theme(const std::string& folder) {
  const Theme theme = load_theme(folder, "one");
  const Meanings none;
  const Look look(theme, none, {});
  const Font label{theme.family, theme.label.size, theme.label.weight, false};
  for (const std::string& hue : theme.sequence) look.for_text(look.named(hue, {}), label);
}

void use_glyph(const std::string& folder) {
  const GlyphArt art = load_glyph(folder, "one");
  art.moods();
  glyph_symbol(art);
}

}  // namespace

bool theme_glyph(const std::string& input) {
  static const Resources resources;
  resources.write(input);
  for (const auto use : {use_theme, use_glyph}) {
    try {
      use(resources.folder());
    } catch (const RuntimeError&) {
    }
  }
  return true;
}

}  // namespace lantern::fuzz
