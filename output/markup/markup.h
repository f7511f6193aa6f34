#pragma once

#include <string>
#include <string_view>

namespace lantern {

/// Text for XML and HTML, in elements and in attributes between double quotes, without what XML 1.0
/// cannot hold.
std::string escaped(std::string_view text);

/// An XMP packet: title, description, and the description as alternative text (IPTC Photo
/// Metadata). Empty where there is neither.
std::string xmp_packet(std::string_view title, std::string_view description);

}  // namespace lantern
