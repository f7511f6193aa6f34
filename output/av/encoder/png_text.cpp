#include "output/av/encoder/png_text.h"

#include <cstdint>
#include <fstream>

extern "C" {
#include <libavutil/crc.h>
}

#include "core/base/error.h"
#include "output/av/encoder/open_again.h"

namespace lantern {
namespace {

std::string big_endian(std::uint32_t value) {
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 255);
  return out;
}

std::string chunk(const std::string& type, const std::string& data) {
  const std::string body = type + data;
  const std::uint32_t crc =
      ~av_crc(av_crc_get_table(AV_CRC_32_IEEE_LE), 0xFFFFFFFF,
              reinterpret_cast<const std::uint8_t*>(body.data()), body.size());
  return big_endian(static_cast<std::uint32_t>(data.size())) + body + big_endian(crc);
}

/// An uncompressed text in UTF-8, of no language.
std::string text_chunk(const std::string& keyword, const std::string& text) {
  if (text.empty()) return "";
  return chunk("iTXt", keyword + std::string(5, '\0') + text);
}

}  // namespace

void add_png_text(const std::string& path, const std::string& title,
                  const std::string& description) {
  const std::string end = chunk("IEND", "");
  std::fstream file = open_again(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(-static_cast<std::streamoff>(end.size()), std::ios::end);
  file << text_chunk("Title", title) << text_chunk("Description", description) << end;
  file.close();
  if (!file) throw RuntimeError("the file that was written cannot be changed");
}

}  // namespace lantern
