#include "config/grammar/key.h"

#include <map>
#include <mutex>

namespace lantern::grammar {
namespace {

/// Forms are kinds without fields: the schema has a definition for each.
const Kind* form_kind(std::string_view name) {
  static std::mutex mutex;
  static std::map<std::string_view, Kind> forms;
  const std::lock_guard lock(mutex);
  return &forms.try_emplace(name, Kind{name, "", {}}).first->second;
}

}  // namespace

Field key(std::string_view name, std::string_view form, std::string_view doc,
          FieldOptions options) {
  const FieldKind kind = kind_from(options, FieldKind::special);
  Field f = described(name, kind, doc, std::move(options));
  if (kind == FieldKind::special) f.record = form_kind(form);
  return f;
}

}  // namespace lantern::grammar
