#pragma once

#include <deque>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics/location.h"

namespace lantern {

/// The texts that locations point into: the script and the data files that it names. Lines end with
/// LF, CRLF or CR. References to names and texts stay valid as files are added.
class Sources {
 public:
  /// Returns the new file's index. `name` is what messages show.
  std::int32_t add(std::string name, std::string text);

  size_t count() const { return files_.size(); }
  const std::string& name(std::int32_t file) const;
  const std::string& text(std::int32_t file) const;
  /// Without its line end; empty where there is no such line.
  std::string_view line(std::int32_t file, std::int32_t line) const;
  /// The location of `length` bytes from byte `offset`, as far as they are on its line.
  Location locate(std::int32_t file, size_t offset, size_t length = 1) const;

 private:
  struct File {
    std::string name;
    std::string text;
    std::vector<size_t> line_starts;
  };
  std::deque<File> files_;  // texts stay where they are when a file is added
};

/// A note is worth knowing and asks for nothing: no flag makes an error of it.
enum class Severity { error, warning, note };

std::string_view name_of(Severity severity);

struct Diagnostic {
  Severity severity = Severity::error;
  std::string_view code;  ///< one of `diagnostic_codes()`
  Location at;
  std::string message;
  std::string hint;  ///< how to mend it; may be empty
};

/// Collects what is wrong with a scene, so that one run reports all of it.
class Diagnostics {
 public:
  static constexpr size_t kMostShown = 50;

  void error(std::string_view code, const Location& at, std::string message, std::string hint = "");
  void warning(std::string_view code, const Location& at, std::string message,
               std::string hint = "");
  void add(Diagnostic diagnostic);

  bool has_errors() const { return errors_ > 0; }
  /// Of warnings or errors.
  bool has_warnings() const { return worth_mending_ > 0; }
  size_t errors() const { return errors_; }
  /// By place, then message; equal ones once, and so what is wrong with all instances of an `each`:
  /// the first that was told.
  std::vector<Diagnostic> sorted() const;

 private:
  std::vector<Diagnostic> all_;
  size_t errors_ = 0;
  size_t worth_mending_ = 0;
};

/// "scene.yaml:14:9: error[unknown-key]: …", the source line and a caret, and the hint.
/// At most `Diagnostics::kMostShown` are shown, then "… and 12 more". ANSI colours with `color`.
std::string to_human(const std::vector<Diagnostic>& sorted, const Sources& sources,
                     bool color = false);

/// One JSON object a line: file, line, column, end_column (past the last byte), severity, code,
/// message, hint. The places are null where there is none. As many as in `to_human`; what is left
/// out is counted in a last object of severity "note" and code "more".
std::string to_json_lines(const std::vector<Diagnostic>& sorted, const Sources& sources);

/// Every code that a diagnostic can have, with one line on what it means; sorted by code.
struct DiagnosticCode {
  std::string_view code;
  std::string_view meaning;
};
const std::vector<DiagnosticCode>& diagnostic_codes();

/// A mistake in the scene that shows only when a state is computed (a live address that misses, a
/// statistic that its data does not allow). Exit code 3.
class SceneError : public std::runtime_error {
 public:
  explicit SceneError(Diagnostic diagnostic)
      : std::runtime_error(diagnostic.message), diagnostic_(std::move(diagnostic)) {}
  const Diagnostic& diagnostic() const { return diagnostic_; }

 private:
  Diagnostic diagnostic_;
};

}  // namespace lantern
