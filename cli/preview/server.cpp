#include "cli/preview/server.h"

#include <sys/socket.h>

#include <atomic>
#include <chrono>
#include <thread>

#include <fmt/format.h>
#include <httplib.h>

#include "cli/preview/assets.h"
#include "cli/preview/growing_pool.h"
#include "cli/preview/guard.h"
#include "cli/preview/item_json.h"
#include "cli/preview/latest.h"
#include "cli/preview/pictures.h"
#include "cli/preview/scene_json.h"
#include "cli/project/state_json.h"
#include "core/base/error.h"

namespace lantern {
namespace {

using Clock = std::chrono::steady_clock;
using Json = nlohmann::ordered_json;

constexpr size_t kMostConnections = 256;  // a browser's page holds up to six
constexpr time_t kPatience = 3;           // seconds for the next bytes of a request
constexpr size_t kMostListeners = 12;     // pages that wait for news hold one each
constexpr size_t kMostRows = 1000;        // of a table in the state
constexpr double kSlack = 5;              // canvas units around thin lines that can be pointed at
constexpr std::chrono::seconds kHeartbeat{5};

constexpr const char* kPolicy =
    "default-src 'self'; img-src 'self' blob:; object-src 'none'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'";

struct Superseded {};

struct Connections : httplib::TaskQueue {
  GrowingPool pool{kMostConnections};

  void enqueue(std::function<void()> task) override { pool.enqueue(std::move(task)); }
  void shutdown() override { pool.shutdown(); }
};

double ms_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

// Names and data of scenes may be in any encoding; JSON is UTF-8.
std::string text_of(const Json& json, bool ascii = false) {
  return json.dump(-1, ' ', ascii, Json::error_handler_t::replace);
}

/// Not as httplib's own content, which it would compress: that takes longer than the way here.
void answer(httplib::Response& response, std::shared_ptr<const std::string> body,
            const char* type) {
  const size_t size = body->size();
  response.set_content_provider(
      size, type, [body = std::move(body)](size_t offset, size_t length, httplib::DataSink& sink) {
        return sink.write(body->data() + offset, length);
      });
}

void answer(httplib::Response& response, const Json& json, int status = 200) {
  response.status = status;
  answer(response, std::make_shared<const std::string>(text_of(json)), "application/json");
}

void socket_options(socket_t socket) {
  // Not httplib's SO_REUSEPORT, which lets another process listen on the same port.
  const int yes = 1;
  setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
}

}  // namespace

struct PreviewServer::Impl {
  Session& session;
  const Options& options;
  Pictures pictures;
  Latest latest;
  std::atomic<size_t> listeners{0};
  httplib::Server http;
  int port = 0;
  std::thread thread;

  Impl(Session& its_session, const Options& its_options)
      : session(its_session), options(its_options) {}

  void prepare();
  void add_routes();
  void route(const char* path, void (Impl::*work)(const PreviewRequest&, httplib::Response&));
  void check_wanted(const std::string& name, const PreviewRequest& request) const;

  void send_picture(const PreviewRequest& request, httplib::Response& response);
  void send_state(const PreviewRequest& request, httplib::Response& response);
  void send_item(const PreviewRequest& request, httplib::Response& response);
  void send_news(httplib::Response& response);
};

void PreviewServer::Impl::prepare() {
  http.new_task_queue = [] { return new Connections; };
  http.set_read_timeout(kPatience);
  http.set_keep_alive_timeout(kPatience);
  http.set_socket_options(socket_options);
  http.set_tcp_nodelay(true);
  http.set_keep_alive_max_count(100'000);
  http.set_payload_max_length(0);
  http.set_default_headers({{"Content-Security-Policy", kPolicy},
                            {"X-Content-Type-Options", "nosniff"},
                            {"Referrer-Policy", "no-referrer"},
                            {"Cross-Origin-Resource-Policy", "same-origin"},
                            {"Cross-Origin-Opener-Policy", "same-origin"},
                            {"Cache-Control", "no-store"}});
  http.set_pre_routing_handler([this](const httplib::Request& request,
                                      httplib::Response& response) {
    const auto no =
        refusal({request.method, request.path, request.get_header_value("Host"),
                 request.get_header_value("Origin"), request.get_header_value("Sec-Fetch-Site")},
                port);
    if (!no) return httplib::Server::HandlerResponse::Unhandled;
    response.status = no->status;
    response.set_content(no->reason + "\n", "text/plain");
    return httplib::Server::HandlerResponse::Handled;
  });
}

void PreviewServer::Impl::add_routes() {
  // Whole paths only: no request names a file, so none can name one that is not the page's.
  for (const Asset& asset : preview_assets()) {
    http.Get(asset.path == "/" ? "/" : std::string(asset.path),
             [asset](const httplib::Request&, httplib::Response& response) {
               response.set_content(asset.body.data(), asset.body.size(), std::string(asset.type));
             });
  }
  route("/frame", &Impl::send_picture);
  route("/state", &Impl::send_state);
  route("/item", &Impl::send_item);
  http.Get("/news",
           [this](const httplib::Request&, httplib::Response& response) { send_news(response); });
}

/// A broken scene, a wrong request, a shortage of memory: all are answers, none ends the server.
void PreviewServer::Impl::route(const char* path,
                                void (Impl::*work)(const PreviewRequest&, httplib::Response&)) {
  http.Get(path, [this, work](const httplib::Request& request, httplib::Response& response) {
    try {
      const PreviewRequest asked = parse_request(request.params);
      (this->*work)(asked, response);
    } catch (const Superseded&) {
      response.status = 204;
    } catch (const Unshowable& e) {
      answer(response, {{"problems", e.problems()}}, 422);
    } catch (const UsageError& e) {
      answer(response, {{"problems", problem_json(e.what())}}, 400);
    } catch (const std::exception& e) {
      answer(response, {{"problems", problem_json(e.what())}}, 422);
    }
  });
}

void PreviewServer::Impl::check_wanted(const std::string& name,
                                       const PreviewRequest& request) const {
  if (!latest.wanted(name, request.number) || session.stopped()) throw Superseded{};
}

void PreviewServer::Impl::send_picture(const PreviewRequest& request, httplib::Response& response) {
  const Clock::time_point start = Clock::now();
  const std::string name = "frame " + request.client;
  latest.note(name, request.number);
  const PerformancePtr performance = session.performance(request.wishes);
  try {
    const auto bytes = pictures.draw(*performance, request, [&] { check_wanted(name, request); });
    const Film& film = performance->scene().film();
    const double time = std::min(request.time, film.duration);
    const Json facts = {{"edition", performance->edition->number},
                        {"time", time},
                        {"frame", frame_at(film, time)},
                        {"params", params_json(performance->scene().params(time))},
                        {"ms", ms_since(start)}};
    response.set_header("X-Lantern", text_of(facts, true));
    answer(response, bytes, request.format == PictureFormat::png ? "image/png" : "image/svg+xml");
  } catch (const SceneError& e) {
    throw Unshowable(problems_json({at_moment(e, request.time)}, performance->reading->sources));
  }
}

void PreviewServer::Impl::send_state(const PreviewRequest& request, httplib::Response& response) {
  const std::string name = "state " + request.client;
  latest.note(name, request.number);
  const PerformancePtr performance = session.performance(request.wishes);
  check_wanted(name, request);
  try {
    StateJson state = state_json(performance->scene().values(request.time), kMostRows);
    answer(response, {{"time", request.time},
                      {"params", std::move(state.params)},
                      {"values", std::move(state.values)},
                      {"data", std::move(state.data)},
                      {"models", std::move(state.models)}});
  } catch (const SceneError& e) {
    throw Unshowable(problems_json({at_moment(e, request.time)}, performance->reading->sources));
  }
}

void PreviewServer::Impl::send_item(const PreviewRequest& request, httplib::Response& response) {
  const PerformancePtr performance = session.performance(request.wishes);
  answer(response, item_json(*performance, request.time, {request.x, request.y}, kSlack));
}

/// Server-sent events: what there is at once, then again whenever it changes.
void PreviewServer::Impl::send_news(httplib::Response& response) {
  if (++listeners > kMostListeners) {
    --listeners;
    answer(response, {{"problems", problem_json("too many pages are open")}}, 503);
    return;
  }
  const auto seen = std::make_shared<std::uint64_t>(0);
  response.set_chunked_content_provider(
      "text/event-stream",
      [this, seen](size_t, httplib::DataSink& sink) {
        const News news = session.news_after(*seen, kHeartbeat);
        if (session.stopped()) return false;
        const std::string event =
            news.count > *seen ? fmt::format("data: {}\n\n", text_of(news_json(news, options)))
                               : std::string(": still here\n\n");
        *seen = news.count;
        return sink.write(event.data(), event.size());
      },
      [this](bool) { --listeners; });
}

PreviewServer::PreviewServer(Session& session, const Options& options, int port)
    : impl_(std::make_unique<Impl>(session, options)) {
  impl_->prepare();
  impl_->add_routes();
  const std::string host = "127.0.0.1";
  if (port == 0) impl_->port = impl_->http.bind_to_any_port(host);
  else if (impl_->http.bind_to_port(host, port)) impl_->port = port;
  if (impl_->port <= 0) {
    throw RuntimeError(port == 0
                           ? "no port is free on 127.0.0.1"
                           : fmt::format("port {} of 127.0.0.1 is taken or not allowed", port));
  }
  impl_->thread = std::thread([this] { impl_->http.listen_after_bind(); });
  while (!impl_->http.is_running()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

PreviewServer::~PreviewServer() {
  impl_->session.stop();
  impl_->http.stop();
  impl_->thread.join();
}

int PreviewServer::port() const {
  return impl_->port;
}

}  // namespace lantern
