#include "output/png/png.h"

#include <csetjmp>
#include <exception>

#include <fmt/format.h>
#include <png.h>

#include "core/base/error.h"

namespace lantern {
namespace {

// Flat art has long runs of equal pixels, which deflate finds best unfiltered: 61 kB in 8 ms a
// frame of 960x540, against 76 kB in 13 ms with libpng's own choice of filters. Level 3 takes half
// the time of level 6 for an eighth more bytes; levels 1 and 2 are no faster.
constexpr int kFilter = PNG_FILTER_NONE;
constexpr int kDraftLevel = 3;
constexpr int kFinalLevel = 6;

constexpr size_t kDeflateBuffer = 1 << 16;

/// What libpng's callbacks get at.
struct Progress {
  std::vector<std::uint8_t> bytes;
  std::string error;
};

[[noreturn]] void on_error(png_structp png, png_const_charp message) {
  try {
    static_cast<Progress*>(png_get_error_ptr(png))->error = message;
  } catch (const std::exception&) {
    // The message is lost; the failure is not.
  }
  std::longjmp(png_jmpbuf(png), 1);
}

void on_warning(png_structp, png_const_charp) {}

void on_bytes(png_structp png, png_bytep data, size_t length) {
  bool stored = true;
  try {
    auto& bytes = static_cast<Progress*>(png_get_io_ptr(png))->bytes;
    bytes.insert(bytes.end(), data, data + length);
  } catch (const std::exception&) {
    stored = false;
  }
  if (!stored) png_error(png, "out of memory");
}

void on_flush(png_structp) {}

/// libpng's two structures, which live and die together.
class Writer {
 public:
  explicit Writer(Progress& progress)
      : png_(png_create_write_struct(PNG_LIBPNG_VER_STRING, &progress, on_error, on_warning)),
        info_(png_ ? png_create_info_struct(png_) : nullptr) {
    if (info_) png_set_write_fn(png_, &progress, on_bytes, on_flush);
  }
  ~Writer() { png_destroy_write_struct(&png_, &info_); }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  png_structp png() const { return png_; }
  png_infop info() const { return info_; }

 private:
  png_structp png_;
  png_infop info_;
};

void copy_opaque(const std::uint32_t* from, int width, std::uint8_t* to) {
  for (int x = 0; x < width; ++x) {
    to[3 * x] = static_cast<std::uint8_t>(from[x] >> 16);
    to[3 * x + 1] = static_cast<std::uint8_t>(from[x] >> 8);
    to[3 * x + 2] = static_cast<std::uint8_t>(from[x]);
  }
}

/// A premultiplied component made straight, to the nearest.
std::uint8_t straight(std::uint32_t component, std::uint32_t alpha) {
  return static_cast<std::uint8_t>(std::min(255u, ((component & 255) * 255 + alpha / 2) / alpha));
}

void copy_straight(const std::uint32_t* from, int width, std::uint8_t* to) {
  for (int x = 0; x < width; ++x, to += 4) {
    const std::uint32_t alpha = from[x] >> 24;
    const bool visible = alpha != 0;
    to[0] = visible ? straight(from[x] >> 16, alpha) : 0;
    to[1] = visible ? straight(from[x] >> 8, alpha) : 0;
    to[2] = visible ? straight(from[x], alpha) : 0;
    to[3] = static_cast<std::uint8_t>(alpha);
  }
}

png_text text_chunk(const char* keyword, const std::string& text) {
  png_text chunk = {};
  chunk.compression = PNG_ITXT_COMPRESSION_NONE;
  // libpng's fields are not const; it only reads them.
  chunk.key = const_cast<char*>(keyword);
  chunk.text = const_cast<char*>(text.c_str());
  return chunk;
}

void set_header(const Writer& w, const Pixmap& pixmap, int level, const PngText& text) {
  const auto width = static_cast<png_uint_32>(pixmap.width());
  const auto height = static_cast<png_uint_32>(pixmap.height());
  const int type = pixmap.opaque() ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_RGBA;
  png_set_IHDR(w.png(), w.info(), width, height, 8, type, PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_filter(w.png(), PNG_FILTER_TYPE_BASE, kFilter);
  png_set_compression_level(w.png(), level);
  png_set_compression_buffer_size(w.png(), kDeflateBuffer);
  png_set_sRGB(w.png(), w.info(), PNG_sRGB_INTENT_PERCEPTUAL);
  const png_text title = text_chunk("Title", text.title);
  const png_text description = text_chunk("Description", text.description);
  if (!text.title.empty()) png_set_text(w.png(), w.info(), &title, 1);
  if (!text.description.empty()) png_set_text(w.png(), w.info(), &description, 1);
}

/// False where libpng failed. Errors arrive here by longjmp, so nothing in or below this function
/// may need a destructor.
bool write_all(const Writer& w, const Pixmap& pixmap, int level, const PngText& text,
               std::uint8_t* row) {
  if (setjmp(png_jmpbuf(w.png()))) return false;
  set_header(w, pixmap, level, text);
  png_write_info(w.png(), w.info());
  for (int y = 0; y < pixmap.height(); ++y) {
    (pixmap.opaque() ? copy_opaque : copy_straight)(pixmap.row(y), pixmap.width(), row);
    png_write_row(w.png(), row);
  }
  png_write_end(w.png(), nullptr);
  return true;
}

}  // namespace

std::vector<std::uint8_t> encode_png(const Pixmap& pixmap, Quality quality, const PngText& text) {
  Progress progress;
  const Writer writer(progress);
  if (!writer.info()) throw RuntimeError("libpng could not start: out of memory");
  std::vector<std::uint8_t> row(4 * static_cast<size_t>(pixmap.width()));
  const int level = quality == Quality::draft ? kDraftLevel : kFinalLevel;
  if (!write_all(writer, pixmap, level, text, row.data())) {
    throw RuntimeError(fmt::format("libpng failed: {}", progress.error));
  }
  return std::move(progress.bytes);
}

}  // namespace lantern
