#include "output/pdf/pdf_catalog.h"

#include <optional>

#include <fmt/format.h>

namespace lantern {
namespace {

/// The text between two others, from the last `begin` on.
std::optional<std::string_view> between(std::string_view text, std::string_view begin,
                                        std::string_view end) {
  const size_t from = text.rfind(begin);
  if (from == std::string_view::npos) return std::nullopt;
  const size_t to = text.find(end, from + begin.size());
  if (to == std::string_view::npos) return std::nullopt;
  return text.substr(from + begin.size(), to - from - begin.size());
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \r\n";
  const size_t first = text.find_first_not_of(kBlank);
  return first == std::string_view::npos
             ? ""
             : text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

/// Only what a tag is made of, so that nothing else can come into the file.
bool is_tag(std::string_view language) {
  constexpr std::string_view kLetters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-";
  return !language.empty() && language.find_first_not_of(kLetters) == std::string_view::npos;
}

std::string entries(std::string_view language, bool titled) {
  std::string out;
  if (is_tag(language)) out += fmt::format("   /Lang ({})\n", language);
  if (titled) out += "   /ViewerPreferences << /DisplayDocTitle true >>\n";
  return out;
}

}  // namespace

void add_to_catalog(std::vector<std::uint8_t>& pdf, std::string_view language, bool titled) {
  const std::string more = entries(language, titled);
  const std::string_view text(reinterpret_cast<const char*>(pdf.data()), pdf.size());
  const auto trailer = between(text, "trailer\n<<", ">>");
  const auto table = between(text, "startxref", "%%EOF");
  if (more.empty() || !trailer || !table) return;
  const auto root = between(*trailer, "/Root", " 0 R");
  if (!root) return;
  const std::string number(trimmed(*root));
  const auto catalog = between(text, fmt::format("\n{} 0 obj\n<<", number), "\n>>\nendobj");
  if (!catalog) return;
  const size_t object = pdf.size();
  std::string update = fmt::format("{} 0 obj\n<<{}\n{}>>\nendobj\n", number, *catalog, more);
  const size_t next_table = object + update.size();
  update += fmt::format("xref\n{} 1\n{:010} 00000 n \ntrailer\n<< {}\n   /Prev {}\n>>\n", number,
                        object, trimmed(*trailer), trimmed(*table));
  update += fmt::format("startxref\n{}\n%%EOF\n", next_table);
  pdf.insert(pdf.end(), update.begin(), update.end());
}

}  // namespace lantern
