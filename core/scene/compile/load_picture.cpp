#include "core/scene/compile/load_picture.h"

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/files/scene_file.h"

namespace lantern {
namespace {

ImagePtr refused(const PictureContext& context, const Location& at, std::string_view code,
                 std::string message, std::string hint = "") {
  context.diagnostics.error(code, at, std::move(message), std::move(hint));
  return nullptr;
}

}  // namespace

ImagePtr load_picture(const std::string& path, const Location& at, const PictureContext& context) {
  const auto most = static_cast<std::int64_t>(context.limits.file * (1 << 20));
  const FileText text = read_scene_file(path, context.folder, context.root, most);
  if (const auto* refusal = std::get_if<FileRefusal>(&text)) {
    const bool missing = refusal->why == FileRefusal::Why::missing;
    return refused(context, at, code_of(refusal->why), refusal->message,
                   missing ? "files are looked for from the script's folder" : refusal->hint);
  }
  std::string why = "pictures cannot be read here";
  const auto read = context.vocabulary.read_picture;
  ImagePtr out = read ? read(std::get<std::string>(text), why) : nullptr;
  if (out) return out;
  return refused(context, at, "data-format",
                 fmt::format("{} is no picture: {}", in_quotes(path), why),
                 "a picture is a PNG or an SVG file");
}

}  // namespace lantern
