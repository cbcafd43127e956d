# `cmake --install` of the library: headers, libraries, the CMake package kpp, and a .pc file for each component.
#
# A static and a shared build may be installed into the same prefix, the shared one last: the CMake package then has both,
# and BUILD_SHARED_LIBS of the project that asks for kpp chooses.
#
# What installs as a unit (cmake --install --component): `tools`; `library`, what a linked program needs at run time;
# `development`, the rest.
include(CMakePackageConfigHelpers)
include(KppFindRdKafka)

set(kpp_components core admin client testing)
set(kpp_package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/kpp")
# Where a private static librdkafka goes: out of the linker's way, beside our own libraries.
set(kpp_bundle_dir "${CMAKE_INSTALL_LIBDIR}/kpp")
set(kpp_linkage static)
if(BUILD_SHARED_LIBS)
  set(kpp_linkage shared)
endif()

install(DIRECTORY "${PROJECT_SOURCE_DIR}/libclient/include/kpp" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}"
  COMPONENT development FILES_MATCHING PATTERN "*.hpp")
install(FILES "${PROJECT_BINARY_DIR}/libclient/include/kpp/version.hpp" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/kpp"
  COMPONENT development)

# One export file per component, so that a program which administers only never looks for librdkafka.
foreach(component IN LISTS kpp_components)
  set(targets kpp_${component})
  # Linked into the shared libraries, beside the static ones. Both planes need the second.
  if(component STREQUAL "admin" AND NOT BUILD_SHARED_LIBS)
    list(APPEND targets kpp_wire)
  elseif(component STREQUAL "core" AND NOT BUILD_SHARED_LIBS)
    list(APPEND targets kpp_security)
  endif()
  install(TARGETS ${targets} EXPORT kpp-${component}-${kpp_linkage}
    LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT library NAMELINK_COMPONENT development
    ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT development)
  install(EXPORT kpp-${component}-${kpp_linkage} NAMESPACE kpp:: DESTINATION "${kpp_package_dir}"
    COMPONENT development)
endforeach()

# librdkafka. A shared kpp-client has a private one inside; for a static one it is installed too, as few systems have one
# that is new enough.
get_property(kpp_rdkafka_prefix GLOBAL PROPERTY KPP_RDKAFKA_PRIVATE_PREFIX)
if(kpp_rdkafka_prefix)
  set(KPP_RDKAFKA_MODULE KppBundledRdKafka)
  # Whatever has it inside carries its licences.
  set(carriers library)
  if(NOT BUILD_SHARED_LIBS)
    set(carriers development)
  endif()
  if(KPP_BUILD_TOOLS)
    list(APPEND carriers tools)
  endif()
  foreach(component IN LISTS carriers)
    install(FILES "${kpp_rdkafka_prefix}/share/licenses/librdkafka/LICENSES.txt"
      DESTINATION "${CMAKE_INSTALL_DATADIR}/licenses/kpp" RENAME librdkafka.txt COMPONENT ${component})
  endforeach()
  if(NOT BUILD_SHARED_LIBS)
    install(FILES "${kpp_rdkafka_prefix}/lib/librdkafka.a" DESTINATION "${kpp_bundle_dir}" COMPONENT development)
  endif()
else()
  set(KPP_RDKAFKA_MODULE KppFindRdKafka)
endif()
install(FILES "${PROJECT_SOURCE_DIR}/libclient/cmake/${KPP_RDKAFKA_MODULE}.cmake" DESTINATION "${kpp_package_dir}"
  COMPONENT development)

set(KPP_BUNDLE_DIR "${kpp_bundle_dir}")
configure_package_config_file("${PROJECT_SOURCE_DIR}/libclient/cmake/kppConfig.cmake.in" kppConfig.cmake
  INSTALL_DESTINATION "${kpp_package_dir}" PATH_VARS KPP_BUNDLE_DIR)
write_basic_package_version_file(kppConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES "${CMAKE_CURRENT_BINARY_DIR}/kppConfig.cmake" "${CMAKE_CURRENT_BINARY_DIR}/kppConfigVersion.cmake"
  DESTINATION "${kpp_package_dir}" COMPONENT development)

include(KppPkgConfig)
