#pragma once

#include <optional>
#include <string>

#include "core/scene/bind/address_walk.h"
#include "core/scene/bind/row_values.h"

// What the first name of an address can mean, and the mistakes of names that mean nothing, or too
// much.

namespace lantern {

/// What the scopes at hand know of a name.
struct HeadMeanings {
  int column = -1;
  bool around = false;  ///< a column of the rows around those that are gone through
  const Variable* variable = nullptr;
  std::optional<SceneName> in_scene;
  const Local* local = nullptr;  ///< here or around

  int count() const {
    return int(column >= 0) + int(around) + int(variable != nullptr) + int(in_scene.has_value()) +
           int(local != nullptr);
  }
};

const Local* local_here_or_around(const Scope& scope, const std::string& name);

HeadMeanings meanings_of(const Scope& scope, const std::string& name);

/// Of several meanings, those that can stand here; all where none can.
HeadMeanings fitting(const AddressWalk& walk, const HeadMeanings& known);

/// It means several things.
[[noreturn]] void stop_tie(const AddressWalk& walk, const HeadMeanings& known);
/// A column, a variable or a name of the scene that is called like a word of the language.
[[noreturn]] void stop_shadowed(const AddressWalk& walk, const HeadMeanings& known);
[[noreturn]] void stop_unknown(const AddressWalk& walk, const std::string& name);

}  // namespace lantern
