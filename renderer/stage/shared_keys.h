#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/diagnostics/diagnostics.h"
#include "core/scene/run/state.h"
#include "core/spec/scene_spec.h"

namespace lantern {

/// Takes in the marks of an identity at one moment after the other: rows go over from one to the
/// other by their keys, which must be the same in both at some time.
class SharedKeys {
 public:
  void add(const MarkState& mark, const MarkSpec& spec);
  void tell(std::vector<Diagnostic>& out) const;

 private:
  struct Home {
    std::string mark;
    Location at;
    bool chosen;  ///< by `where`: at another time it may have other rows
    std::set<std::string> keys;
  };
  std::map<std::string, std::vector<Home>> homes_;  // by identity
};

}  // namespace lantern
