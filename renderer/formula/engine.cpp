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

constexpr const char* kMeasure = "\xFFmeasure";

/// measure(text, bold, italic) → [advance, ascent, descent]
duk_ret_t measure_text(duk_context* duk) {
  duk_push_global_stash(duk);
  duk_get_prop_string(duk, -1, kMeasure);
  const auto* measure = static_cast<const MeasureText*>(duk_get_pointer(duk, -1));
  TextExtent extent;
  bool failed = false;
  try {  // no exception may pass through Duktape's frames
    extent = (*measure)(duk_safe_to_string(duk, 0), duk_to_boolean(duk, 1), duk_to_boolean(duk, 2));
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
    std::string out = duk_safe_to_string(duk, -1);
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
  duk_push_lstring(duk, tex.data(), tex.size());
  duk_push_boolean(duk, display);
  duk_push_c_function(duk, measure_text, 3);
  return heap_->call(3);
}

std::string FormulaEngine::glyphs(const std::string& characters) {
  heap_->push_method("glyphs");
  duk_push_lstring(heap_->duk, characters.data(), characters.size());
  return heap_->call(1);
}

}  // namespace lantern
