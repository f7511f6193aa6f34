#include "renderer/formula/formula_typesetter.h"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/work.h"
#include "renderer/formula/engine.h"
#include "renderer/formula/formula_letters.h"
#include "renderer/text/text_shaper.h"

namespace lantern {
namespace {

constexpr size_t kLongestSource = 4096;
constexpr int kDeepest = 40;
constexpr std::uint64_t kFormula = 1'200'000, kByte = 120'000;  // steps of work to typeset it
/// Sources that are kept: a scene has a few dozen.
constexpr size_t kMostKnown = 1024;

/// What live numbers are written with.
constexpr const char* kNumberCharacters = "0123456789.,+\u2212%()\u00d7/\u221e";

/// Deep nesting takes MathJax seconds: it is refused before it is tried.
void check_limits(const std::string& tex) {
  if (tex.size() > kLongestSource) {
    throw TexError(fmt::format("this formula is longer than {} bytes", kLongestSource),
                   kLongestSource);
  }
  int depth = 0;
  for (size_t i = 0; i < tex.size(); ++i) {
    const auto starts = [&](std::string_view word) {
      return tex.compare(i, word.size(), word) == 0;
    };
    if (starts("\\begin{") || starts("\\left")) ++depth;
    if (starts("\\end{") || starts("\\right")) --depth;
    if (tex[i] == '\\') ++i;
    else if (tex[i] == '{') ++depth;
    else if (tex[i] == '}') --depth;
    if (depth > kDeepest) {
      throw TexError(fmt::format("this formula is nested more than {} deep", kDeepest), i);
    }
  }
}

/// JavaScript counts UTF-16 units.
size_t byte_offset(const std::string& text, size_t units) {
  size_t at = 0;
  while (at < text.size() && units > 0) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const size_t bytes = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    units -= std::min<size_t>(units, bytes == 4 ? 2 : 1);
    at += bytes;
  }
  return std::min(at, text.size());
}

/// MathJax's sentences as ours: without a capital and with the name in quotes.
std::string message_of(std::string text) {
  for (const std::string_view name : {"MathJax ", "Tex "}) {
    if (text.starts_with(name)) text.erase(0, name.size());
  }
  if (text.size() > 1 && std::isupper(static_cast<unsigned char>(text[0])) &&
      std::islower(static_cast<unsigned char>(text[1]))) {
    text[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
  }
  return text;
}

std::string key_of(const std::string& tex, bool display, const std::string& family) {
  return (display ? "d" : "i") + family + '\n' + tex;
}

std::uint64_t work_of(const std::string& tex) {
  return kFormula + kByte * tex.size();
}

void throw_mistake(const std::string& json, const std::string& tex) {
  if (!json.starts_with("{\"error\"")) return;
  const auto error = nlohmann::json::parse(json)["error"];
  throw TexError(message_of(error["message"]), byte_offset(tex, error["at"].get<size_t>()),
                 error["hint"]);
}

}  // namespace

FormulaTypesetter::FormulaTypesetter(std::string bytecode, const TextShaper& shaper)
    : bytecode_(std::move(bytecode)), shaper_(shaper) {}

FormulaTypesetter::~FormulaTypesetter() = default;

bool FormulaTypesetter::started() const {
  const std::lock_guard lock(mutex_);
  return engine_ != nullptr;
}

FormulaEngine& FormulaTypesetter::engine() const {
  if (bytecode_.empty()) {
    throw RuntimeError("This lantern was built without formulas: npm was not found then.");
  }
  if (!engine_) engine_ = std::make_unique<FormulaEngine>(bytecode_);
  return *engine_;
}

std::string FormulaTypesetter::run(const std::string& tex, bool display,
                                   const MeasureText& measure) const {
  try {
    return engine().typeset(tex, display, measure);
  } catch (const LimitError& limit) {
    engine_.reset();  // it may be left in the middle of something
    throw TexError(limit.what(), 0);
  }
}

void FormulaTypesetter::foresee(const std::set<std::string>& sources, bool display,
                                const std::string& family) const {
  std::uint64_t steps = 0;
  const std::lock_guard lock(mutex_);
  for (const std::string& tex : sources) {
    if (!known_.contains(key_of(tex, display, family))) steps += work_of(tex);
  }
  lantern::foresee(steps);
}

FormulaPtr FormulaTypesetter::typeset(const std::string& tex, bool display,
                                      const std::string& family) const {
  const std::string key = key_of(tex, display, family);
  const std::lock_guard lock(mutex_);
  if (const auto found = known_.find(key); found != known_.end()) return found->second;
  check_limits(tex);
  spend(work_of(tex));
  const MeasureText measure = [&](const std::string& text, bool bold, bool italic) {
    const FormulaLetters set = set_letters(text, {family, 1, bold ? 700 : 400, italic}, shaper_);
    return TextExtent{set.width, set.ascent, set.descent};
  };
  const std::string json = run(tex, display, measure);
  throw_mistake(json, tex);
  if (known_.size() >= kMostKnown) known_.clear();
  return known_[key] = std::make_shared<const Formula>(read_formula(json));
}

const FormulaGlyphs& FormulaTypesetter::glyphs() const {
  const std::lock_guard lock(mutex_);
  if (glyphs_.empty()) glyphs_ = read_glyphs(engine().glyphs(kNumberCharacters));
  return glyphs_;
}

}  // namespace lantern
