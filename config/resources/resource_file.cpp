#include "config/resources/resource_file.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "config/yaml/yaml_tree.h"
#include "core/base/error.h"

namespace lantern {

void read_resource_file(const std::string& path,
                        const std::function<void(const ReadContext&, const YamlNode&)>& read) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw RuntimeError(fmt::format("{}: {}", path, std::strerror(errno)));
  Sources sources;
  Diagnostics diagnostics;
  const std::int32_t index = sources.add(
      path, std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()));
  const YamlPtr root = parse_yaml(sources, index, diagnostics);
  const Vocabulary none;
  if (root) read(ReadContext{sources, diagnostics, none}, *root);
  if (diagnostics.has_errors()) {
    throw RuntimeError(to_human(diagnostics.sorted(), sources));
  }
}

Field key(std::string_view name, std::string_view doc, bool required) {
  return described(name, FieldKind::special, doc, {.required = required});
}

}  // namespace lantern
