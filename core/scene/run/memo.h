#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <type_traits>
#include <typeinfo>
#include <unordered_map>
#include <vector>

#include "core/base/hash.h"

namespace lantern {

/// One kind of results that a memo keeps: what they are called, and of which type they are. Equal
/// keys of two domains are different keys.
template <class T>
struct MemoDomain {
  std::string_view name;
};

/// Results of pure computations by the key of what went into them. Shared by all threads: a result
/// is computed once, others wait for it. Bounded in bytes: what was used longest ago goes first.
/// What is made quickly goes as soon as no frame has asked for it for a while: a long film, which
/// has other texts and places in every frame, does not grow. It changes how fast a result is there,
/// never what it is.
class Memo {
 public:
  explicit Memo(size_t most_bytes = 64u << 20) : most_bytes_(most_bytes) {}

  template <class T>
  struct Result {
    std::shared_ptr<const T> value;
    size_t bytes = 0;
    std::function<size_t()> weigh{};  ///< of what grows as it is looked at: its bytes by now
  };

  /// Another frame is asked for.
  void begin_frame() { ++frame_; }

  /// The result of this domain under `key`, computed by `compute` where it is not there. An
  /// exception of `compute` goes to every caller that waited, and nothing is kept. Throws
  /// std::logic_error where a domain of the same name keeps results of another type.
  template <class T>
  std::shared_ptr<const T> get(MemoDomain<T> domain, const Key& key,
                               const std::type_identity_t<std::function<Result<T>()>>& compute) {
    return std::static_pointer_cast<const T>(get_untyped(domain.name, typeid(T), key, [&] {
      Result<T> result = compute();
      return Untyped{std::move(result.value), result.bytes, std::move(result.weigh)};
    }));
  }

 private:
  struct Untyped {
    std::shared_ptr<const void> value;
    size_t bytes = 0;
    std::function<size_t()> weigh;
  };
  struct Entry {
    const std::type_info* type = nullptr;
    std::shared_ptr<const void> value;
    size_t bytes = 0;
    std::function<size_t()> weigh;
    bool ready = false;
    std::list<Key>::iterator place;
    std::optional<std::list<Key>::iterator> quick;  ///< its place among those that are made quickly
    std::uint64_t used = 0;                         ///< the frame that asked for it last
  };

  std::shared_ptr<const void> get_untyped(std::string_view domain, const std::type_info& type,
                                          const Key& in_domain,
                                          const std::function<Untyped()>& compute);
  void forget(const Key& key);
  void keep(const Key& key, Untyped result, bool quick);
  void weigh_again();
  void shrink();
  void drop(const Key& key);

  std::atomic<std::uint64_t> frame_{0};
  std::mutex mutex_;
  std::condition_variable done_;
  std::unordered_map<Key, Entry> entries_;
  std::list<Key> by_use_;     // the latest first
  std::list<Key> quick_;      // likewise: of them those that are made quickly
  std::vector<Key> growing_;  // those with a `weigh`
  size_t since_weighed_ = 0;  // results that have come since
  size_t bytes_ = 0;
  size_t most_bytes_;
};

}  // namespace lantern
