#pragma once

#include <string>
#include <string_view>

namespace lantern {

/// Text for XML and HTML, in elements and in attributes between double quotes. U+FFFD stands for
/// what XML 1.0 cannot hold: control characters, U+FFFE and U+FFFF.
std::string escaped(std::string_view text);

/// The same without markup: a text in which U+FFFD stands for what is no letter. Tabs and ends of
/// lines stay.
std::string printable(std::string_view text);

/// An XMP packet: title, description, and the description as alternative text (IPTC Photo
/// Metadata). Empty where there is neither.
std::string xmp_packet(std::string_view title, std::string_view description);

}  // namespace lantern
