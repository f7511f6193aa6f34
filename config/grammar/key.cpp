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
  Field f;
  f.name = name;
  f.doc = doc;
  f.kind = options.kind               ? *options.kind
           : !options.choices.empty() ? FieldKind::choice
           : options.record           ? FieldKind::record
                                      : FieldKind::special;
  f.required = options.required;
  f.fallback = options.fallback;
  f.least = options.least;
  f.most = options.most;
  f.choices = std::move(options.choices);
  f.record = f.kind == FieldKind::special ? form_kind(form) : options.record;
  return f;
}

}  // namespace lantern::grammar
