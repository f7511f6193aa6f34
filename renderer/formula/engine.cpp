#include "renderer/formula/engine.h"

#include <duktape.h>

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "core/base/error.h"

namespace lantern {
namespace {

constexpr size_t kMostBytes = size_t{256} << 20;

/// Blocks carry their size, so that the heap as a whole can be capped.
struct alignas(std::max_align_t) BlockHead {
  size_t size;
};

struct Arena {
  size_t used = 0;
};

void* resize(void* arena_data, void* block, duk_size_t size) {
  auto& arena = *static_cast<Arena*>(arena_data);
  BlockHead* old = block ? static_cast<BlockHead*>(block) - 1 : nullptr;
  const size_t before = old ? old->size : 0;
  if (size == 0) {
    std::free(old);
    arena.used -= before;
    return nullptr;
  }
  if (arena.used - before + size > kMostBytes) return nullptr;
  auto* fresh = static_cast<BlockHead*>(std::realloc(old, sizeof(BlockHead) + size));
  if (!fresh) return nullptr;
  fresh->size = size;
  arena.used += size - before;
  return fresh + 1;
}

void* allocate(void* arena, duk_size_t size) {
  return resize(arena, nullptr, size);
}
void release(void* arena, void* block) {
  if (block) resize(arena, block, 0);
}

[[noreturn]] void die(void*, const char* message) {
  // Only a bug in the calls below gets here: whatever scripts do is caught by protected calls.
  std::fputs(message ? message : "Duktape failed", stderr);
  std::abort();
}

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw RuntimeError(fmt::format("Formulas need {}, which cannot be read.", path));
  return {std::istreambuf_iterator<char>(in), {}};
}

void append_unit(std::string& out, unsigned unit) {
  out += static_cast<char>(0xE0 | unit >> 12);
  out += static_cast<char>(0x80 | (unit >> 6 & 0x3F));
  out += static_cast<char>(0x80 | (unit & 0x3F));
}

unsigned bits_of(char byte) {
  return static_cast<unsigned char>(byte) & 0x3F;
}

/// Texts of ECMAScript are of units of 16 bits, which Duktape keeps as three bytes each: what UTF-8
/// writes in four bytes is two of them.
std::string to_script(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (static_cast<unsigned char>(text[i]) < 0xF0 || i + 3 >= text.size()) {
      out += text[i];
      continue;
    }
    const unsigned character = (static_cast<unsigned char>(text[i]) & 7u) << 18 |
                               bits_of(text[i + 1]) << 12 | bits_of(text[i + 2]) << 6 |
                               bits_of(text[i + 3]);
    append_unit(out, 0xD800 + ((character - 0x10000) >> 10));
    append_unit(out, 0xDC00 + (character & 0x3FF));
    i += 3;
  }
  return out;
}

enum class Half { none, first, second };

Half half_at(std::string_view text, size_t at) {
  if (at + 2 >= text.size() || text[at] != '\xED') return Half::none;
  const unsigned kind = static_cast<unsigned char>(text[at + 1]) & 0xF0u;
  return kind == 0xA0 ? Half::first : kind == 0xB0 ? Half::second : Half::none;
}

/// The character of two halves.
void append_joined(std::string& out, std::string_view halves) {
  const unsigned character = 0x10000 + ((bits_of(halves[1]) & 0xF) << 16) +
                             (bits_of(halves[2]) << 10) + ((bits_of(halves[4]) & 0xF) << 6) +
                             bits_of(halves[5]);
  out += static_cast<char>(0xF0 | character >> 18);
  for (const int shift : {12, 6, 0}) out += static_cast<char>(0x80 | (character >> shift & 0x3F));
}

/// The other way; half a character alone becomes U+FFFD.
std::string from_script(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (half_at(text, i) == Half::none) {
      out += text[i];
    } else if (half_at(text, i) == Half::first && half_at(text, i + 3) == Half::second) {
      append_joined(out, text.substr(i, 6));
      i += 5;
    } else {
      out += "\xEF\xBF\xBD";
      i += 2;
    }
  }
  return out;
}

void push_text(duk_context* duk, std::string_view utf8) {
  const std::string text = to_script(utf8);
  duk_push_lstring(duk, text.data(), text.size());
}

constexpr const char* kMeasure = "\xFFmeasure";

/// measure(text, bold, italic) → [advance, ascent, descent]
duk_ret_t measure_text(duk_context* duk) {
  duk_push_global_stash(duk);
  duk_get_prop_string(duk, -1, kMeasure);
  const auto* measure = static_cast<const MeasureText*>(duk_get_pointer(duk, -1));
  TextExtent extent;
  bool failed = false;
  try {  // no exception may pass through Duktape's frames
    extent = (*measure)(from_script(duk_safe_to_string(duk, 0)), duk_to_boolean(duk, 1),
                        duk_to_boolean(duk, 2));
  } catch (...) {
    failed = true;
  }
  if (failed) return duk_error(duk, DUK_ERR_ERROR, "a text could not be measured");
  const duk_idx_t out = duk_push_array(duk);
  duk_uarridx_t next = 0;
  for (const double value : {extent.advance, extent.ascent, extent.descent}) {
    duk_push_number(duk, value);
    duk_put_prop_index(duk, out, next++);
  }
  return 1;
}

duk_ret_t load(duk_context* duk, void* code_data) {
  const auto& code = *static_cast<const std::string*>(code_data);
  void* buffer = duk_push_fixed_buffer(duk, code.size());
  code.copy(static_cast<char*>(buffer), code.size());
  duk_load_function(duk);
  duk_call(duk, 0);
  return 0;
}

}  // namespace

struct FormulaEngine::Heap {
  Arena arena;
  duk_context* duk = nullptr;

  Heap() : duk(duk_create_heap(allocate, resize, release, &arena, die)) {
    if (!duk) throw RuntimeError("There is not enough memory for formulas.");
  }
  ~Heap() { duk_destroy_heap(duk); }
  Heap(const Heap&) = delete;
  Heap& operator=(const Heap&) = delete;

  /// What is on top of the stack as a text, taken off it.
  std::string pop() {
    std::string out = from_script(duk_safe_to_string(duk, -1));
    duk_pop(duk);
    return out;
  }

  /// Calls the method below `arguments` values; its result as a text.
  std::string call(duk_idx_t arguments) {
    const bool failed = duk_pcall(duk, arguments) != DUK_EXEC_SUCCESS;
    std::string out = pop();
    duk_pop(duk);  // the object of the methods
    if (!failed) return out;
    if (out.find("alloc failed") != std::string::npos) {
      throw LimitError(fmt::format("a formula takes more than {} MB", kMostBytes >> 20));
    }
    if (out.find("limit") != std::string::npos) throw LimitError("a formula is nested too deeply");
    throw RuntimeError(fmt::format("A formula could not be set: {}", out));
  }

  void push_method(const char* name) {
    duk_get_global_string(duk, "lantern_formulas");
    duk_get_prop_string(duk, -1, name);
  }
};

FormulaEngine::FormulaEngine(const std::string& bytecode) : heap_(std::make_unique<Heap>()) {
  std::string code = read_file(bytecode);
  if (duk_safe_call(heap_->duk, load, &code, 0, 1) != DUK_EXEC_SUCCESS) {
    throw RuntimeError(fmt::format("{} does not fit this Duktape; build lantern again ({}).",
                                   bytecode, heap_->pop()));
  }
  duk_pop(heap_->duk);
}

FormulaEngine::~FormulaEngine() = default;

std::string FormulaEngine::typeset(const std::string& tex, bool display,
                                   const MeasureText& measure) {
  duk_context* duk = heap_->duk;
  duk_push_global_stash(duk);
  duk_push_pointer(duk, const_cast<MeasureText*>(&measure));  // NOLINT: read only, see measure_text
  duk_put_prop_string(duk, -2, kMeasure);
  duk_pop(duk);
  heap_->push_method("typeset");
  push_text(duk, tex);
  duk_push_boolean(duk, display);
  duk_push_c_function(duk, measure_text, 3);
  return heap_->call(3);
}

std::string FormulaEngine::glyphs(const std::string& characters) {
  heap_->push_method("glyphs");
  push_text(heap_->duk, characters);
  return heap_->call(1);
}

}  // namespace lantern
