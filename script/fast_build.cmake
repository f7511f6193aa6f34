# Tools that make building faster where they are installed; without them it works as well.

# ccache keeps what was compiled. Paths are told to it from the project's root, so that working
# copies in several folders share it.
find_program(LANTERN_CCACHE ccache)
if(LANTERN_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${LANTERN_CCACHE})
endif()

find_program(LANTERN_MOLD mold)
find_program(LANTERN_LLD ld.lld)
if(LANTERN_MOLD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_GREATER_EQUAL 12.1)
  add_link_options(-fuse-ld=mold)
elseif(LANTERN_LLD)
  add_link_options(-fuse-ld=lld)
endif()
