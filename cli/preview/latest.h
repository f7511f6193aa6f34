#pragma once

#include <cstdint>
#include <list>
#include <mutex>
#include <string>

namespace lantern {

/// Which requests are still wanted: of those that come under one name, the newest.
class Latest {
 public:
  /// Notes a request. Number 0 is always wanted.
  void note(const std::string& name, std::uint64_t number);

  /// Whether no newer one has been noted.
  bool wanted(const std::string& name, std::uint64_t number) const;

 private:
  struct Newest {
    std::string name;
    std::uint64_t number;
  };

  mutable std::mutex mutex_;
  std::list<Newest> newest_;  // the name noted last comes first; bounded
};

}  // namespace lantern
