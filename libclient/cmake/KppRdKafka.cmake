# Gives the target kpp::rdkafka to our own build: an installed librdkafka (KppFindRdKafka), or else the private static one
# of packaging/librdkafka, which is made here if it is not there yet.
# -DKPP_RDKAFKA=system never builds one, -DKPP_RDKAFKA=private never uses an installed one.
include_guard(GLOBAL)
include(KppFindRdKafka)

set(KPP_RDKAFKA "auto" CACHE STRING "Which librdkafka: auto, system or private")
set_property(CACHE KPP_RDKAFKA PROPERTY STRINGS auto system private)

# The private build's prefix is a result of this module, not a user's choice: forget it on the next run, so that a
# newer build or an installed package is seen.
if(RdKafka_DIR AND RdKafka_DIR STREQUAL KPP_RDKAFKA_PRIVATE_DIR)
  unset(RdKafka_DIR CACHE)
endif()

if(NOT KPP_RDKAFKA STREQUAL "private")
  kpp_find_installed_rdkafka()
endif()

if(NOT TARGET kpp::rdkafka AND NOT KPP_RDKAFKA STREQUAL "system")
  cmake_path(GET CMAKE_CURRENT_LIST_DIR PARENT_PATH kpp_rdkafka_script)
  cmake_path(GET kpp_rdkafka_script PARENT_PATH kpp_rdkafka_script)
  cmake_path(APPEND kpp_rdkafka_script "packaging/librdkafka")
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
  set_property(GLOBAL PROPERTY KPP_RDKAFKA_PRIVATE_PREFIX "${kpp_rdkafka_prefix}")
  kpp_add_rdkafka_target(RdKafka::rdkafka "${RdKafka_VERSION}" "private, in ${kpp_rdkafka_prefix}")
endif()

if(NOT TARGET kpp::rdkafka)
  message(FATAL_ERROR "kpp::client needs librdkafka ${KPP_RDKAFKA_MINIMUM} or newer, and none was found. "
    "Install its development package, or point RdKafka_DIR or PKG_CONFIG_PATH at one.")
endif()
