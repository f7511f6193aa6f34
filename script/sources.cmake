# The sources of a folder, found by themselves: an addition to a registry needs no line here.
#
#   lantern_sources(VARIABLE FOLDER [EXCEPT PATTERN...])
#
# What costs in building is reading headers, so a room's sources are compiled several at a time, as
# one (LANTERN_BATCH of them; 1 compiles each alone, for work on few files). Batches stay in a room,
# so that a new file touches no other. They name their sources from the project's root: working
# copies in several folders have the same batches, and share what ccache keeps.

include_guard()

function(lantern_sources variable folder)
  cmake_parse_arguments(PARSE_ARGV 2 arg "" "" "EXCEPT")
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}
       ${PROJECT_SOURCE_DIR}/${folder}/*.cpp)
  foreach(pattern ${arg_EXCEPT})
    list(FILTER files EXCLUDE REGEX "^${folder}/${pattern}")
  endforeach()
  list(SORT files)
  if(LANTERN_BATCH LESS_EQUAL 1)
    list(TRANSFORM files PREPEND ${PROJECT_SOURCE_DIR}/)
    set(${variable} ${files} PARENT_SCOPE)
    return()
  endif()

  set(rooms)
  foreach(file ${files})
    get_filename_component(room ${file} DIRECTORY)
    list(APPEND rooms ${room})
    list(APPEND "in_${room}" ${file})
  endforeach()
  list(REMOVE_DUPLICATES rooms)
  set(batches)
  foreach(room ${rooms})
    string(REPLACE "/" "_" name ${room})
    list(LENGTH "in_${room}" count)
    # Batches of about equal length, none longer than asked for.
    math(EXPR parts "(${count} + ${LANTERN_BATCH} - 1) / ${LANTERN_BATCH}")
    math(EXPR length "(${count} + ${parts} - 1) / ${parts}")
    math(EXPR last "${parts} - 1")
    foreach(part RANGE ${last})
      math(EXPR start "${part} * ${length}")
      list(SUBLIST "in_${room}" ${start} ${length} sources)
      list(TRANSFORM sources REPLACE "(.+)" "#include \"\\1\"\n" OUTPUT_VARIABLE lines)
      list(JOIN lines "" content)
      set(batch ${CMAKE_BINARY_DIR}/batches/${name}_${part}.cpp)
      file(CONFIGURE OUTPUT ${batch} CONTENT "${content}" @ONLY)
      list(APPEND batches ${batch})
    endforeach()
  endforeach()
  set(${variable} ${batches} PARENT_SCOPE)
endfunction()
