#pragma once

#include <string>
#include <string_view>

// Elements of XML. Values of attributes are escaped; where a text is written as it is, it says so.

namespace lantern {

/// An attribute as it stands in a tag, with a space before it.
std::string attribute(std::string_view name, std::string_view value);
/// A number with at most so many decimals, as short as it may be.
std::string attribute(std::string_view name, double value, int decimals);

/// The tag of an element in the making: its name, then its attributes, in this order.
class Tag {
 public:
  explicit Tag(std::string_view name);

  Tag& attribute(std::string_view name, std::string_view value);
  Tag& attribute(std::string_view name, double value, int decimals);
  /// Attributes as `attribute` writes them; none where it is empty.
  Tag& attributes(std::string_view written);

  /// The element with nothing inside.
  std::string alone() const;
  /// The element around what is markup already.
  std::string around(std::string_view markup) const;
  /// The element around a text.
  std::string around_text(std::string_view text) const;
  /// Around what is markup already, if there is any.
  std::string holding(std::string_view markup) const;

 private:
  size_t name_length_;
  std::string start_;  // up to where the next attribute follows
};

}  // namespace lantern
