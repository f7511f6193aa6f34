# Writes OUTPUT, a C++ file with the files of FOLDER in it. page.html is the page itself, "/".
#   cmake -DFOLDER=… -DOUTPUT=… -P embed_assets.cmake
file(GLOB files RELATIVE ${FOLDER} ${FOLDER}/*)
set(types "html=text/html;css=text/css;js=text/javascript;svg=image/svg+xml")
set(bodies "")
set(table "")
set(number 0)
foreach(name IN LISTS files)
  string(REGEX MATCH "[^.]+$" extension ${name})
  set(type "")
  foreach(entry IN LISTS types)
    if(entry MATCHES "^${extension}=(.*)$")
      set(type ${CMAKE_MATCH_1})
    endif()
  endforeach()
  if(type STREQUAL "")
    message(FATAL_ERROR "${name}: no media type is known for .${extension}")
  endif()
  if(NOT type MATCHES "^image")
    string(APPEND type "; charset=utf-8")
  endif()
  set(path "/${name}")
  if(name STREQUAL "page.html")
    set(path "/")
  endif()
  file(READ ${FOLDER}/${name} hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" bytes "${hex}")
  # As short literals, which the compiler joins: a long one is slow to read.
  string(REGEX REPLACE "((\\\\x[0-9a-f][0-9a-f]){32})" "\\1\"\n  \"" bytes "${bytes}")
  string(APPEND bodies "constexpr char kBody${number}[] =\n  \"${bytes}\";\n")
  string(APPEND table "  {\"${path}\", \"${type}\", {kBody${number}, sizeof kBody${number} - 1}},\n")
  math(EXPR number "${number} + 1")
endforeach()
file(WRITE ${OUTPUT}
"#include \"cli/preview/assets.h\"

namespace lantern {
namespace {

${bodies}
constexpr Asset kAssets[] = {
${table}};

}  // namespace

std::span<const Asset> preview_assets() { return kAssets; }

}  // namespace lantern
")
