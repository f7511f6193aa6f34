#include <atomic>
#include <future>

#include <catch2/catch.hpp>

#include "cli/preview/edition.h"
#include "cli/preview/growing_pool.h"
#include "cli/preview/guard.h"
#include "cli/preview/item_json.h"
#include "cli/preview/latest.h"
#include "cli/preview/pictures.h"
#include "cli/preview/request.h"
#include "cli/preview/scene_json.h"
#include "cli/preview/session.h"
#include "core/base/error.h"
#include "tests/support/golden.h"
#include "tests/support/program.h"

namespace lantern::test::preview_test {
namespace {

using std::chrono::milliseconds;

constexpr const char* kScene =
    "lantern: 1\n"
    "title: Points\n"
    "params: {shift: {value: 0, range: [0, 2]}}\n"
    "data: {points: {csv: points.csv, key: name}}\n"
    "views:\n"
    "  plot:\n"
    "    marks:\n"
    "      dots: {dot: {data: points, x: =x + shift, y: y, size: 30}}\n"
    "timeline:\n"
    "  - {section: First, show: dots, for: 1s}\n"
    "  - {animate: {shift: 2}, for: 2s, hold: 1s, say: They move.}\n";

/// A scene in a folder of its own.
struct Written {
  TemporaryFolder folder;
  std::string script = folder.file("scene.yaml");
  Options options;

  Written() {
    write_file(folder.file("points.csv"), "name,x,y\nrex,1,1\nada,2,3\n");
    write_file(script, kScene);
    options.scenes = {script};
  }
};

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

}  // namespace

TEST_CASE("requests of the preview are read, and refused where they make no sense", "[preview]") {
  const PreviewRequest all = parse_request({{"t", "2.5"},
                                            {"w", "640"},
                                            {"theme", "slate"},
                                            {"set", "a=1"},
                                            {"set", "b=x=y"},
                                            {"format", "svg"},
                                            {"x", "-3"},
                                            {"y", "4.5"},
                                            {"client", "me"},
                                            {"n", "17"}});
  CHECK(all.time == 2.5);
  CHECK(all.width == 640);
  CHECK(all.wishes.theme == "slate");
  CHECK(all.wishes.params == std::map<std::string, std::string>{{"a", "1"}, {"b", "x=y"}});
  CHECK(all.format == PictureFormat::svg);
  CHECK(all.x == -3);
  CHECK(all.y == 4.5);
  CHECK(all.client == "me");
  CHECK(all.number == 17);
  CHECK(parse_request({}).width == 960);
  const std::multimap<std::string, std::string> wrong{{"t", ""},
                                                      {"t", "1s"},
                                                      {"t", "-1"},
                                                      {"t", "inf"},
                                                      {"t", "nan"},
                                                      {"t", "1e999"},
                                                      {"w", "0"},
                                                      {"w", "-5"},
                                                      {"w", "9999"},
                                                      {"w", "1.5"},
                                                      {"w", "99999999999"},
                                                      {"n", "-1"},
                                                      {"set", "a"},
                                                      {"set", "=1"},
                                                      {"format", "gif"},
                                                      {"path", "/etc/passwd"},
                                                      {"theme", std::string(1000, 'a')}};
  for (const auto& one : wrong) {
    INFO(one.first << "=" << one.second);
    CHECK_THROWS_AS(parse_request({one}), UsageError);
  }
}

TEST_CASE("the newest request of each name is wanted", "[preview]") {
  Latest latest;
  latest.note("a", 1);
  CHECK(latest.wanted("a", 1));
  latest.note("a", 3);
  latest.note("a", 2);
  CHECK_FALSE(latest.wanted("a", 2));
  CHECK(latest.wanted("a", 3));
  CHECK(latest.wanted("b", 1));
  CHECK(latest.wanted("a", 0));
  for (int i = 0; i < 1000; ++i) latest.note(std::to_string(i), 5);
  CHECK(latest.wanted("a", 1));  // forgotten: nothing grows for ever
}

TEST_CASE("only the preview's own page is answered", "[preview]") {
  const auto status = [](const RequestOrigin& request) {
    const auto no = refusal(request, 8080);
    return no ? no->status : 200;
  };
  CHECK(status({"GET", "/", "127.0.0.1:8080", "", ""}) == 200);
  CHECK(status({"GET", "/frame", "localhost:8080", "http://localhost:8080", "same-origin"}) == 200);
  CHECK(status({"GET", "/frame", "127.0.0.1:8081", "", ""}) == 421);
  CHECK(status({"GET", "/frame", "evil.example:8080", "", ""}) == 421);
  CHECK(status({"GET", "/frame", "127.0.0.1:8080", "http://evil.example", ""}) == 403);
  CHECK(status({"GET", "/frame", "127.0.0.1:8080", "", "cross-site"}) == 403);
  CHECK(status({"GET", "/", "127.0.0.1:8080", "", "cross-site"}) == 200);
  CHECK(status({"POST", "/", "127.0.0.1:8080", "", ""}) == 405);
}

TEST_CASE("a session keeps the last scene that works", "[preview]") {
  Written written;
  Session session(written.options);
  const News first = session.news();
  REQUIRE(first.shown);
  CHECK(first.shown == first.latest);
  CHECK(first.problems.empty());
  CHECK(session.files().count(written.folder.file("points.csv")) == 1);

  write_file(written.script, replaced(kScene, "timeline:", "timeline"));
  session.reload();
  const News broken = session.news_after(first.count, milliseconds(0));
  CHECK(broken.count > first.count);
  CHECK(broken.shown == first.shown);
  CHECK(broken.latest != first.latest);
  REQUIRE(broken.problems.size() >= 1);
  CHECK(broken.problems[0]["severity"] == "error");
  CHECK(broken.problems[0]["at"]["file"] == written.script);
  CHECK(session.files().count(written.folder.file("points.csv")) == 1);  // still worth watching
  CHECK(session.performance({})->edition == first.shown);

  write_file(written.script, replaced(kScene, "title: Points", "title: Again"));
  session.reload();
  const News mended = session.news();
  CHECK(mended.shown == mended.latest);
  CHECK(mended.problems.empty());
  CHECK(session.performance({})->scene().film().title == "Again");
}

TEST_CASE("a session without a scene that works says why", "[preview]") {
  Written written;
  write_file(written.folder.file("points.csv"), "name,x\nrex,1\n");
  Session session(written.options);
  CHECK_FALSE(session.news().shown);
  try {
    session.performance({});
    FAIL("there is nothing to show");
  } catch (const Unshowable& e) {
    CHECK(e.problems().size() >= 1);
  }
  write_file(written.folder.file("points.csv"), "name,x,y\nrex,1,1\n");
  session.reload();
  CHECK(session.news().shown);
}

TEST_CASE("a session reads nothing outside of the script's folder", "[preview]") {
  Written written;
  write_file(written.script, replaced(kScene, "points.csv", "/etc/passwd"));
  const Session session(written.options);
  CHECK_FALSE(session.news().shown);
  REQUIRE(session.news().problems.size() >= 1);
  CHECK(session.news().problems[0]["code"] == "refused-file");
}

TEST_CASE("what is wished for is the scene as --set makes it", "[preview]") {
  Written written;
  Session session(written.options);
  const auto shift = [](const PerformancePtr& performance, double time) {
    return std::get<double>(performance->scene().params(time)[0].second);
  };
  CHECK(shift(session.performance({}), 4) == 2);
  CHECK(shift(session.performance({"", {{"shift", "0.5"}}}), 4) == 0.5);
  CHECK(session.performance({"slate", {}})->reading == session.performance({"paper", {}})->reading);
  CHECK_THROWS_AS(session.performance({"", {{"shift", "7"}}}), UsageError);
  CHECK_THROWS_AS(session.performance({"", {{"nothing", "1"}}}), UsageError);
  CHECK_THROWS_AS(session.performance({"nowhere", {}}), UsageError);
}

TEST_CASE("pictures are drawn once, and not where nobody wants them any more", "[preview]") {
  Written written;
  Session session(written.options);
  Pictures pictures;
  PreviewRequest request;
  request.time = 2;
  request.width = 320;
  const PerformancePtr performance = session.performance({});
  struct Gone {};
  CHECK_THROWS_AS(pictures.draw(*performance, request, [] { throw Gone{}; }), Gone);
  const auto first = pictures.draw(*performance, request, [] {});
  CHECK(first->substr(1, 3) == "PNG");
  CHECK(pictures.draw(*performance, request, [] { throw Gone{}; }) == first);
  request.format = PictureFormat::svg;
  CHECK(pictures.draw(*performance, request, [] {})->find("<svg") != std::string::npos);
}

TEST_CASE("the preview tells steps, captions and params", "[preview]") {
  Written written;
  Session session(written.options);
  const auto news = news_json(session.news(), written.options);
  CHECK(news["fresh"] == true);
  const auto& scene = news["scene"];
  CHECK(scene["film"]["duration"] == 4.0);
  REQUIRE(scene["steps"].size() == 2);
  CHECK(scene["steps"][0]["words"] == "show dots");
  CHECK(scene["steps"][1]["words"] == "shift");
  CHECK(scene["steps"][1]["start"] == 1.0);
  CHECK(scene["steps"][1]["end"] == 3.0);
  CHECK(scene["steps"][1]["line"] == 11);
  REQUIRE(scene["params"].size() == 1);
  CHECK(scene["params"][0]["least"] == 0.0);
  CHECK(scene["params"][0]["most"] == 2.0);
  CHECK(scene["params"][0]["curve"].front() == 0.0);
  CHECK(scene["params"][0]["curve"].back() == 2.0);
}

TEST_CASE("what lies at a place is named with its lines", "[preview]") {
  Written written;
  Session session(written.options);
  const PerformancePtr performance = session.performance({});
  const Frame frame = frame_of(*performance, 4);
  Point ada;
  for (const ItemPtr& item : frame.items) {
    if (item->id != "plot.dots") continue;
    const auto& dots = std::get<Instances>(std::get<Group>(item->shape).children[0]->shape);
    ada = {dots.x[1], dots.y[1]};
  }
  const auto item = item_json(*performance, 4, ada, 3);
  CHECK(item["kind"] == "dot");
  CHECK(item["mark"] == "plot.dots");
  CHECK(item["key"] == "ada");
  CHECK(item["data"] == "points.csv:3");
  CHECK(item["row"]["y"] == 3.0);
  CHECK(item["at"]["line"] == 8);
  CHECK(item["at"]["column"] == 7);
  const auto title = item_json(*performance, 4, {40, 30}, 30);
  CHECK(title["mark"] == "title");
  CHECK(item_json(*performance, 4, {958, 538}, 0).is_null());
}

TEST_CASE("connections that do nothing keep nobody waiting", "[preview]") {
  std::promise<void> end;
  const std::shared_future<void> ended = end.get_future().share();
  std::promise<void> answered;
  GrowingPool pool(100);
  for (int i = 0; i < 99; ++i) pool.enqueue([ended] { ended.wait(); });
  pool.enqueue([&] { answered.set_value(); });
  CHECK(answered.get_future().wait_for(std::chrono::seconds(20)) == std::future_status::ready);
  std::atomic<int> done{0};
  for (int i = 0; i < 300; ++i) pool.enqueue([&] { ++done; });  // more than there are threads
  end.set_value();
  pool.shutdown();
  CHECK(done == 300);
}

}  // namespace lantern::test::preview_test
