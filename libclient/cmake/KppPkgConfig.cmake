# kpp-core.pc, kpp-admin.pc, kpp-client.pc, kpp-testing.pc, and kpp.pc for producer, consumer and administration together.
#
# pkg-config asks for what a *static* library needs only with --static. Where there are no shared libraries a plain
# `pkg-config --libs kpp` has to be enough, so there these needs are not private.

# What librdkafka needs, in the words of packaging/librdkafka: its own LZ4, the system's libraries for the rest.
set(pc_rdkafka_libs "\${libdir}/kpp/librdkafka.a -lcurl -lssl -lcrypto -lsasl2 -lzstd -lz -lpthread -ldl -lm")
set(pc_rdkafka_requires "")
if(NOT kpp_rdkafka_prefix)
  set(pc_rdkafka_libs "-lpthread")
  set(pc_rdkafka_requires "rdkafka >= ${KPP_RDKAFKA_MINIMUM}")
endif()

# Relative to the file itself, so that an installed tree may be moved.
if(IS_ABSOLUTE "${CMAKE_INSTALL_LIBDIR}" OR IS_ABSOLUTE "${CMAKE_INSTALL_INCLUDEDIR}")
  set(pc_prefix "${CMAKE_INSTALL_PREFIX}")
  set(pc_libdir "${CMAKE_INSTALL_FULL_LIBDIR}")
  set(pc_includedir "${CMAKE_INSTALL_FULL_INCLUDEDIR}")
else()
  file(RELATIVE_PATH pc_prefix "/prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/prefix")
  string(REGEX REPLACE "/$" "" pc_prefix "\${pcfiledir}/${pc_prefix}")
  set(pc_libdir "\${prefix}/${CMAKE_INSTALL_LIBDIR}")
  set(pc_includedir "\${prefix}/${CMAKE_INSTALL_INCLUDEDIR}")
endif()

# kpp_pkg_config(<name> <description> [REQUIRES words] [LIBS words] [STATIC_REQUIRES words] [STATIC_LIBS words])
function(kpp_pkg_config name description)
  cmake_parse_arguments(PARSE_ARGV 2 arg "" "REQUIRES;LIBS;STATIC_REQUIRES;STATIC_LIBS" "")
  set(cflags "-I\${includedir}")
  if(BUILD_SHARED_LIBS)
    set(private "Requires.private: ${arg_STATIC_REQUIRES}\nLibs.private: ${arg_STATIC_LIBS}")
  else()
    string(APPEND cflags " -DKPP_STATIC")
    string(APPEND arg_LIBS " ${arg_STATIC_LIBS}")
    if(arg_STATIC_REQUIRES)
      string(APPEND arg_REQUIRES " ${arg_STATIC_REQUIRES}")
    endif()
    set(private "")
  endif()
  file(WRITE "${CMAKE_CURRENT_BINARY_DIR}/${name}.pc"
    "prefix=${pc_prefix}\n"
    "libdir=${pc_libdir}\n"
    "includedir=${pc_includedir}\n"
    "\n"
    "Name: ${name}\n"
    "Description: ${description}\n"
    "Version: ${PROJECT_VERSION}\n"
    "Requires: ${arg_REQUIRES}\n"
    "Cflags: ${cflags}\n"
    "Libs: -L\${libdir} ${arg_LIBS}\n"
    "${private}\n")
  install(FILES "${CMAKE_CURRENT_BINARY_DIR}/${name}.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig"
    COMPONENT development)
endfunction()

kpp_pkg_config(kpp-core "Values, errors and configuration of kpp" LIBS "-lkpp-core")
kpp_pkg_config(kpp-admin "Administration of Apache Kafka clusters" REQUIRES "kpp-core" LIBS "-lkpp-admin"
  STATIC_LIBS "-lkpp-wire -lkpp-security -ldl -lpthread")
kpp_pkg_config(kpp-client "Producer and consumer for Apache Kafka" REQUIRES "kpp-core" LIBS "-lkpp-client"
  STATIC_REQUIRES "${pc_rdkafka_requires}" STATIC_LIBS "-lkpp-security ${pc_rdkafka_libs}")
kpp_pkg_config(kpp-testing "Kafka brokers inside a test's own process" REQUIRES "kpp-client" LIBS "-lkpp-testing"
  STATIC_REQUIRES "${pc_rdkafka_requires}" STATIC_LIBS "${pc_rdkafka_libs}")
kpp_pkg_config(kpp "${PROJECT_DESCRIPTION}" REQUIRES "kpp-admin kpp-client")
