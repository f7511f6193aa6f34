#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lantern {

/// Adds to a finished PDF, as an incremental update (ISO 32000-1, 7.5.6), what Cairo cannot say of
/// the whole document: its language (a BCP 47 tag, 14.9.2), which screen readers speak in, and that
/// readers show its title instead of the file's name. The bytes stay as they are where there is
/// neither, or where the document is not as Cairo writes it.
void add_to_catalog(std::vector<std::uint8_t>& pdf, std::string_view language, bool titled);

}  // namespace lantern
