#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "core/spec/vocabulary.h"

// The pieces that a schema of scripts is made of.

namespace lantern {

using Json = nlohmann::ordered_json;

Json schema_ref(std::string_view definition);
Json schema_string(std::string_view pattern);
Json schema_list(Json items, int least = 0);
Json schema_any(std::vector<Json> of);
/// A map whose keys the author makes up: names that can be used in expressions, or any words.
enum class MapKeys { names, pictures, words };
Json schema_map(Json values, MapKeys keys);

/// The map that a kind's fields make. `patch`: a `change`, in which nothing is required.
Json kind_schema(const Kind& kind, bool patch = false);
/// One of these kinds: {beeswarm: {x: score}}, or `pack`. Its definitions are called
/// "layout.pack" and so on, with `what` before the dot.
Json one_of_kinds_schema(KindList kinds, std::string_view what);
/// One of these kinds beside an optional `each`.
Json declaration_schema(KindList kinds, std::string_view what);
/// What a field takes, with its description and default.
Json field_schema(const Field& field);

/// Every form of a special field, and the ways that several kinds of fields share.
void add_form_definitions(const Vocabulary& vocabulary, Json& definitions);

}  // namespace lantern
