#pragma once

#include <stdexcept>

#include <nlohmann/json.hpp>

#include "core/diagnostics/diagnostics.h"

namespace lantern {

/// Diagnostics as the page shows them: an array of objects with severity, code, message, hint, and,
/// where there is a place, file, line, column, length and the text of that line.
nlohmann::ordered_json problems_json(const std::vector<Diagnostic>& diagnostics,
                                     const Sources& sources);

/// The same for a mistake without a place.
nlohmann::ordered_json problem_json(const std::string& message);

/// Where something stands in the script; null for nowhere.
nlohmann::ordered_json location_json(const Location& at, const Sources& sources);

/// There is nothing to be shown, for these reasons.
class Unshowable : public std::runtime_error {
 public:
  explicit Unshowable(nlohmann::ordered_json problems)
      : std::runtime_error("the scene cannot be shown"), problems_(std::move(problems)) {}
  const nlohmann::ordered_json& problems() const { return problems_; }

 private:
  nlohmann::ordered_json problems_;
};

}  // namespace lantern
