# Gives the target kpp::rdkafka, if a librdkafka of at least KPP_RDKAFKA_MINIMUM is installed: looked for as a CMake package,
# then with pkg-config (all that distributions ship). Used by our own build and by the installed kppConfig.cmake.
#
# 2.8.0 because older ones cannot log in with SCRAM to a broker since 3.8.1 and lack the newer group protocol.
set(KPP_RDKAFKA_MINIMUM 2.8.0)
include_guard(GLOBAL)

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

macro(kpp_find_installed_rdkafka)
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
endmacro()
