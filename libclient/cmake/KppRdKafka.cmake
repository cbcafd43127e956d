# Gives the target kpp::rdkafka: a librdkafka of at least KPP_RDKAFKA_MINIMUM.
#
# Looked for in this order: CMake package, pkg-config (all that distributions ship), and in our own source tree the
# private static build of packaging/librdkafka, which is made here if it is not there yet.
# -DKPP_RDKAFKA=system never builds one, -DKPP_RDKAFKA=private never uses an installed one.
# 2.8.0 because older ones cannot log in with SCRAM to a broker since 3.8.1 and lack the newer group protocol.
include_guard(GLOBAL)

set(KPP_RDKAFKA_MINIMUM 2.8.0)
set(KPP_RDKAFKA "auto" CACHE STRING "Which librdkafka: auto, system or private")
set_property(CACHE KPP_RDKAFKA PROPERTY STRINGS auto system private)

# find_package, once more with the package's own folder on the module path if it was found but did not load: built
# with the system's LZ4, its config asks for a FindLZ4.cmake that it installs beside itself and does not reach.
macro(kpp_find_rdkafka_config)
  find_package(RdKafka ${KPP_RDKAFKA_MINIMUM} CONFIG QUIET GLOBAL ${ARGN})
  if(NOT RdKafka_FOUND AND RdKafka_CONSIDERED_CONFIGS)
    list(GET RdKafka_CONSIDERED_CONFIGS 0 kpp_rdkafka_config)
    cmake_path(GET kpp_rdkafka_config PARENT_PATH kpp_rdkafka_config)
    list(PREPEND CMAKE_MODULE_PATH "${kpp_rdkafka_config}")
    find_package(RdKafka ${KPP_RDKAFKA_MINIMUM} CONFIG QUIET GLOBAL ${ARGN})
    list(POP_FRONT CMAKE_MODULE_PATH)
  endif()
endmacro()

function(kpp_add_rdkafka_target implementation version origin)
  add_library(kpp::rdkafka INTERFACE IMPORTED GLOBAL)
  target_link_libraries(kpp::rdkafka INTERFACE ${implementation})
  set_property(GLOBAL PROPERTY KPP_RDKAFKA_VERSION "${version}")
  message(STATUS "librdkafka ${version} (${origin})")
endfunction()

# The private build's prefix is a result of this module, not a user's choice: forget it on the next run, so that a
# newer build or an installed package is seen.
if(RdKafka_DIR AND RdKafka_DIR STREQUAL KPP_RDKAFKA_PRIVATE_DIR)
  unset(RdKafka_DIR CACHE)
endif()

if(NOT KPP_RDKAFKA STREQUAL "private")
  kpp_find_rdkafka_config()
  if(RdKafka_FOUND)
    kpp_add_rdkafka_target(RdKafka::rdkafka "${RdKafka_VERSION}" "CMake package in ${RdKafka_DIR}")
  else()
    find_package(PkgConfig QUIET)
    if(PkgConfig_FOUND)
      pkg_check_modules(KPP_RDKAFKA_PC QUIET IMPORTED_TARGET GLOBAL "rdkafka>=${KPP_RDKAFKA_MINIMUM}")
      if(KPP_RDKAFKA_PC_FOUND)
        kpp_add_rdkafka_target(PkgConfig::KPP_RDKAFKA_PC "${KPP_RDKAFKA_PC_VERSION}" "pkg-config")
      endif()
    endif()
  endif()
endif()

if(NOT TARGET kpp::rdkafka AND NOT KPP_RDKAFKA STREQUAL "system")
  cmake_path(GET CMAKE_CURRENT_LIST_DIR PARENT_PATH kpp_rdkafka_script)
  cmake_path(GET kpp_rdkafka_script PARENT_PATH kpp_rdkafka_script)
  cmake_path(APPEND kpp_rdkafka_script "packaging/librdkafka")
  # An installed copy of this module has no script beside it and falls through to the message below.
  if(EXISTS "${kpp_rdkafka_script}")
    message(STATUS "No librdkafka >= ${KPP_RDKAFKA_MINIMUM} installed: using a private one (packaging/librdkafka)")
    execute_process(COMMAND "${kpp_rdkafka_script}" OUTPUT_VARIABLE kpp_rdkafka_prefix
      OUTPUT_STRIP_TRAILING_WHITESPACE RESULT_VARIABLE kpp_rdkafka_result)
    if(NOT kpp_rdkafka_result EQUAL 0)
      message(FATAL_ERROR "packaging/librdkafka failed; it says why above")
    endif()
    kpp_find_rdkafka_config(PATHS "${kpp_rdkafka_prefix}" NO_DEFAULT_PATH)
    if(NOT RdKafka_FOUND)
      message(FATAL_ERROR "The librdkafka in ${kpp_rdkafka_prefix} cannot be used: a library it was built with is "
        "missing (run packaging/deps), or the folder is damaged (delete it and configure again)")
    endif()
    set(KPP_RDKAFKA_PRIVATE_DIR "${RdKafka_DIR}" CACHE INTERNAL "")
    kpp_add_rdkafka_target(RdKafka::rdkafka "${RdKafka_VERSION}" "private, in ${kpp_rdkafka_prefix}")
  endif()
endif()

if(NOT TARGET kpp::rdkafka)
  message(FATAL_ERROR "kpp::client needs librdkafka ${KPP_RDKAFKA_MINIMUM} or newer, and none was found. "
    "Install its development package, or point RdKafka_DIR or PKG_CONFIG_PATH at one.")
endif()
