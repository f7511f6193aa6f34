#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "renderer/frame/frame.h"

namespace lantern {

/// A PDF of pictures of one size, a page each: real texts in embedded fonts, shapes as outlines.
/// The same pages give the same bytes. Canvas units are CSS pixels (1/96 inch).
class PdfDocument {
 public:
  struct About {
    std::string title, description;
    std::string language{};  ///< a tag of BCP 47; empty: not said
  };
  /// The size in canvas units.
  PdfDocument(double width, double height, const About& about);
  ~PdfDocument();
  PdfDocument(PdfDocument&&) noexcept;

  /// `bookmark` is what the page is called in the reader's outline; empty: it is not there.
  void add_page(const Frame& frame, const std::string& bookmark);
  /// The file. Call it once, last.
  std::vector<std::uint8_t> finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lantern
