# Copies the tests of FROM to TO, where npm puts the packages that their lock file names: nothing is
# written into the sources.
file(MAKE_DIRECTORY ${TO})
file(GLOB files ${FROM}/*.js ${FROM}/*.json ${FROM}/.npmrc)
file(COPY ${files} DESTINATION ${TO})
execute_process(COMMAND ${NPM} ci --no-progress WORKING_DIRECTORY ${TO} RESULT_VARIABLE failed)
if(failed)
  message(FATAL_ERROR "npm ci: ${failed}")
endif()
