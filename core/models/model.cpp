#include "core/models/model.h"

namespace lantern {

Field where_field(std::string_view doc) {
  return described("where", FieldKind::condition, doc);
}

Field step_field() {
  return described("step", FieldKind::step, "How far it has got at the start.",
                   {.fallback = "last"});
}

TablePtr take_rows(const std::vector<OutputDecl>& decls, void* result) {
  for (const OutputDecl& decl : decls) {
    if (decl.name == "rows") return std::get<TablePtr>(decl.take(result, decl));
  }
  return nullptr;
}

std::vector<OutputDecl> with_trace_outputs(std::vector<OutputDecl> own) {
  for (size_t i = 0; i < own.size(); ++i) {
    if (own[i].name != "all") continue;
    OutputDecl trace = own[i];
    trace.name = "trace";
    trace.doc = "Those up to the step.";
    trace.take = nullptr;  // the node that keeps the history gives it
    own.push_back(std::move(trace));
    break;
  }
  own.push_back({"step", ValueType::number, "How far it has got: 0 is the start."});
  own.push_back({"steps", ValueType::number, "The last step."});
  own.push_back({"progress", ValueType::number,
                 "How far it has got between steps too: what a growing line has reached."});
  return own;
}

}  // namespace lantern
