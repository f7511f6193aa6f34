#include "output/markup/markup.h"

#include <fmt/format.h>

namespace lantern {
namespace {

/// A property in one language, the default one.
std::string property(std::string_view name, std::string_view text) {
  if (text.empty()) return "";
  return fmt::format("<{0}><rdf:Alt><rdf:li xml:lang=\"x-default\">{1}</rdf:li></rdf:Alt></{0}>\n",
                     name, escaped(text));
}

constexpr std::string_view kReplacement = "\uFFFD";

/// U+FFFE or U+FFFF.
bool no_character(std::string_view text, size_t at) {
  const std::string_view bytes = text.substr(at, 3);
  return bytes == "\xEF\xBF\xBE" || bytes == "\xEF\xBF\xBF";
}

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    const bool control = static_cast<unsigned char>(text[i]) < 0x20;
    if (control && text[i] != '\n' && text[i] != '\t' && text[i] != '\r') {
      out += kReplacement;
    } else if (no_character(text, i)) {
      out += kReplacement;
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : printable(text)) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '"') out += "&quot;";
    else if (c == '\r') out += "&#13;";  // readers make a line end of it else
    else out += c;
  }
  return out;
}

std::string xmp_packet(std::string_view title, std::string_view description) {
  if (title.empty() && description.empty()) return "";
  return fmt::format(
      "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
      "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
      " xmlns:Iptc4xmpCore=\"http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/\">\n{}{}{}"
      "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>",
      property("dc:title", title), property("dc:description", description),
      property("Iptc4xmpCore:AltTextAccessibility", description));
}

}  // namespace lantern
