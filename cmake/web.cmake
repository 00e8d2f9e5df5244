# SPDX-License-Identifier: Apache-2.0
# Builds the newsroom's pages (web/) into ISNAD_ASSETS; `assets` is what they depend on. npm fetches the packages that
# web/package-lock.json names, once, and runs none of their scripts.
find_program(ISNAD_NODE NAMES node nodejs)
find_program(ISNAD_NPM npm)
if(NOT ISNAD_NODE OR NOT ISNAD_NPM)
  message(FATAL_ERROR "ISNAD_WEB needs node (18 or newer) and npm; -DISNAD_WEB=OFF builds without the newsroom's pages")
endif()
set(ISNAD_ASSETS ${CMAKE_BINARY_DIR}/web)
set(web ${CMAKE_SOURCE_DIR}/web)
file(GLOB_RECURSE web_sources CONFIGURE_DEPENDS ${web}/src/*)
add_custom_command(OUTPUT ${CMAKE_BINARY_DIR}/web-packages.stamp
  COMMAND ${ISNAD_NPM} ci --ignore-scripts --no-audit --no-fund --loglevel=error
  COMMAND ${CMAKE_COMMAND} -E touch ${CMAKE_BINARY_DIR}/web-packages.stamp
  WORKING_DIRECTORY ${web} DEPENDS ${web}/package.json ${web}/package-lock.json
  COMMENT "Fetching the packages of the newsroom's pages" VERBATIM)
add_custom_command(OUTPUT ${ISNAD_ASSETS}/index.html
  COMMAND ${ISNAD_NODE} build.mjs --out ${ISNAD_ASSETS}
  WORKING_DIRECTORY ${web} DEPENDS ${CMAKE_BINARY_DIR}/web-packages.stamp ${web}/build.mjs ${web_sources}
  COMMENT "Building the newsroom's pages" VERBATIM)
set(assets ${ISNAD_ASSETS}/index.html)
