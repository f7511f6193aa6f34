#include "renderer/raster/backdrop.h"

#include <catch2/catch.hpp>
#include <random>

#include "tests/renderer/raster_support.h"

namespace lantern::test::backdrop_test {

namespace {

/// Calls of a backdrop's drawing function.
struct Log {
  std::vector<std::vector<std::string>> drawn;  // ids, one list a call
  void operator()(const std::vector<const ClippedItem*>& leaves, Pixmap&) {
    drawn.emplace_back();
    for (const ClippedItem* leaf : leaves) drawn.back().push_back(leaf->item->id);
  }
  size_t count() const {
    size_t n = 0;
    for (const auto& ids : drawn) n += ids.size();
    return n;
  }
};

constexpr PixelBox kAll{0, 0, 40, 30};

ClippedItem leaf(const ItemPtr& item, const PixelBox& touched) {
  return {item, kAll, touched};
}

ItemPtr item(const std::string& id) {
  return filled(id, {}, kRed);
}

/// What is drawn for a frame.
Log draw(Backdrop& backdrop, const std::vector<ClippedItem>& leaves) {
  Log log;
  Pixmap onto(40, 30, true);
  const auto clear = [](Pixmap& pixels) {
    std::fill_n(pixels.row(0), pixels.bytes() / 4, 0xFFFFFFFF);
  };
  backdrop.draw(leaves, onto, clear, std::ref(log));
  return log;
}

constexpr PixelBox kLeft{0, 0, 10, 30}, kRight{20, 0, 30, 30}, kWide{5, 0, 25, 30};

}  // namespace

TEST_CASE("What stays is drawn once", "[backdrop]") {
  Backdrop backdrop;
  const ItemPtr grid = item("grid"), title = item("title");
  for (int i = 0; i < 6; ++i) {
    const Log log =
        draw(backdrop, {leaf(grid, kLeft), leaf(title, kRight), leaf(item("dot"), kWide)});
    if (i == 0) CHECK(log.drawn == std::vector<std::vector<std::string>>{{"grid", "title", "dot"}});
    if (i == 1)
      CHECK(log.drawn == std::vector<std::vector<std::string>>{{"grid", "title"}, {"dot"}});
    if (i >= 2) CHECK(log.drawn == std::vector<std::vector<std::string>>{{"dot"}});
  }
}

TEST_CASE("Unchanged leaves over changing ones are drawn again where they overlap", "[backdrop]") {
  Backdrop backdrop;
  const ItemPtr under = item("under"), over = item("over"), beside = item("beside");
  Log log;
  for (int i = 0; i < 4; ++i) {
    log = draw(backdrop, {leaf(under, kAll), leaf(item("moving"), kLeft), leaf(over, kWide),
                          leaf(beside, kRight)});
  }
  // "beside" has no pixel in common with what moves, but lies over "over", which is not held.
  CHECK(log.drawn == std::vector<std::vector<std::string>>{{"moving", "over", "beside"}});

  backdrop.forget();
  for (int i = 0; i < 4; ++i) {
    log = draw(backdrop, {leaf(under, kAll), leaf(item("moving"), kLeft), leaf(beside, kRight)});
  }
  CHECK(log.drawn == std::vector<std::vector<std::string>>{{"moving"}});
}

TEST_CASE("Leaves that come to rest one by one do not cost everything each time", "[backdrop]") {
  Backdrop backdrop;
  std::vector<ClippedItem> resting;
  for (int i = 0; i < 20; ++i) resting.push_back(leaf(item("rest"), kLeft));
  size_t total = 0;
  for (size_t i = 0; i <= 20; ++i) {
    std::vector<ClippedItem> leaves(resting.begin(),
                                    resting.begin() + static_cast<std::ptrdiff_t>(i));
    for (size_t k = i; k < 20; ++k) leaves.push_back(leaf(item("moving"), kLeft));
    total += draw(backdrop, leaves).count();
  }
  CHECK(total < 21 * 20 + 30);  // hardly more than without a backdrop
  // Once more to see that they stay, once to draw them together.
  draw(backdrop, resting);
  draw(backdrop, resting);
  CHECK(draw(backdrop, resting).count() == 0);
}

TEST_CASE("A leaf that changes in the held picture makes it anew", "[backdrop]") {
  Backdrop backdrop;
  const ItemPtr a = item("a"), b = item("b");
  for (int i = 0; i < 3; ++i) draw(backdrop, {leaf(a, kLeft), leaf(b, kLeft)});
  CHECK(draw(backdrop, {leaf(a, kLeft), leaf(b, kLeft)}).count() == 0);
  const Log gone = draw(backdrop, {leaf(b, kLeft)});
  CHECK(gone.drawn == std::vector<std::vector<std::string>>{{"b"}, {}});
  const Log swapped = draw(backdrop, {leaf(b, kLeft), leaf(a, kLeft)});
  CHECK(swapped.drawn == std::vector<std::vector<std::string>>{{"a"}});
  // Under another clip it is another leaf.
  ClippedItem cut = leaf(b, kLeft);
  cut.clip = kLeft;
  CHECK(draw(backdrop, {cut}).count() == 1);
}

TEST_CASE("Random scenes look the same with and without a backdrop", "[backdrop]") {
  std::mt19937 random(11);
  const auto any = [&](double from, double to) {
    return from + (to - from) * (random() % 1000) / 1000;
  };
  const auto make = [&] {
    const Color color{any(0, 1), any(0, 1), any(0, 1), any(0.3, 1)};
    const Point at{any(-5, 65), any(-5, 45)};
    if (random() % 3 == 0) return make_item("dot", one(disc(), at, any(2, 20), color, any(0, 1)));
    PathShape shape;
    shape.path = circle_path(at, any(1, 9));
    if (random() % 2 == 0) shape.fill = color;
    if (random() % 2 == 0) shape.stroke = Stroke{color, any(0.3, 4)};
    shape.crisp = random() % 2 == 0;
    if (shape.crisp) shape.path = rect_path(Box::around(at, any(0, 20), any(0, 20)));
    return make_item("path", shape, random() % 2 == 0 ? 1 : any(0, 1));
  };
  for (int scene = 0; scene < 10; ++scene) {
    Rasteriser kept(60, 40);
    Pixmap pixels(60, 40, true);
    std::vector<ItemPtr> items;
    for (int i = 0; i < 25; ++i) items.push_back(make());
    for (int step = 0; step < 25; ++step) {
      // Some frames repeat, some items change, come, go and swap.
      for (size_t n = random() % 3; n > 0 && step % 4 != 0; --n) {
        const size_t i = random() % items.size();
        switch (random() % 4) {
          case 0:
            std::swap(items[i], items[random() % items.size()]);
            break;
          case 1:
            items.insert(items.begin() + static_cast<std::ptrdiff_t>(i), make());
            break;
          case 2:
            items.erase(items.begin() + static_cast<std::ptrdiff_t>(i));
            break;
          default:
            items[i] = make();
        }
      }
      Group rest;
      rest.clip = Box{8, 4, 52, 36};
      rest.children.assign(items.begin() + 12, items.end());
      std::vector<ItemPtr> all(items.begin(), items.begin() + 12);
      all.push_back(make_item("group", rest));  // a new group of old children each time
      const Frame frame = frame_of(all, 60, 40);
      kept.draw(frame, pixels);
      REQUIRE(same_pixels(pixels, draw_fresh(frame)));
    }
  }
}

}  // namespace lantern::test::backdrop_test
