#include "core/base/hash.h"

#include <array>
#include <bit>
#include <set>
#include <unordered_set>

#include <catch2/catch.hpp>

namespace lantern::test::hash_test {
namespace {

template <class... Parts>
Key key_of(Parts... parts) {
  Hasher hasher;
  (hasher.add(parts), ...);
  return hasher.finish();
}

using Word = std::uint64_t;
using Text = std::string_view;

}  // namespace

TEST_CASE("equal sequences have equal keys, others do not", "[hash]") {
  CHECK(key_of(Word{1}, Word{2}) == key_of(Word{1}, Word{2}));
  CHECK(key_of(Word{1}, Word{2}) != key_of(Word{2}, Word{1}));
  CHECK(key_of(Word{0}) != key_of(Word{0}, Word{0}));
  CHECK(key_of() != key_of(Word{0}));
  CHECK(key_of(Text("ab"), Text("c")) != key_of(Text("a"), Text("bc")));
  CHECK(key_of(Text("")) != key_of());
  CHECK(key_of(Text("a")) != key_of(Text(std::string_view("a\0", 2))));
  CHECK(key_of(Text("longer than eight")) != key_of(Text("longer than eighT")));
  CHECK(key_of(0.5) != key_of(-0.5));
}

TEST_CASE("keys are the same in every run", "[hash]") {
  const Key key = key_of(Word{42}, 0.25, Text("threshold"));
  CHECK(key.lo == 0x6a4e05bc266166u);
  CHECK(key.hi == 0x41c527498ea60c2u);
}

TEST_CASE("each half of a key tells a million inputs apart", "[hash]") {
  std::unordered_set<Word> low, high;
  size_t count = 0;
  for (Word a = 0; a < 1000; ++a) {
    for (Word b = 0; b < 1000; ++b, ++count) {
      const Key key = key_of(static_cast<double>(a) / 1000, b);
      low.insert(key.lo);
      high.insert(key.hi);
    }
  }
  CHECK(low.size() == count);
  CHECK(high.size() == count);
}

TEST_CASE("one changed bit of the input changes half of the key", "[hash]") {
  double changed = 0, least = 128;
  int trials = 0;
  for (Word base = 0; base < 50; ++base) {
    const Key before = key_of(base * 0x9e3779b9, Word{7});
    for (int bit = 0; bit < 64; ++bit, ++trials) {
      const Key after = key_of((base * 0x9e3779b9) ^ (Word{1} << bit), Word{7});
      const int flips = std::popcount(before.lo ^ after.lo) + std::popcount(before.hi ^ after.hi);
      changed += flips;
      least = std::min<double>(least, flips);
    }
  }
  CHECK(changed / trials == Approx(64).margin(0.5));
  CHECK(least > 30);
}

TEST_CASE("keys can be sorted and put into tables", "[hash]") {
  const std::set<Key> sorted{key_of(Word{1}), key_of(Word{2}), key_of(Word{1})};
  CHECK(sorted.size() == 2);
  const std::unordered_set<Key> unsorted{key_of(Word{1}), key_of(Word{2}), key_of(Word{1})};
  CHECK(unsorted.size() == 2);
}

}  // namespace lantern::test::hash_test
