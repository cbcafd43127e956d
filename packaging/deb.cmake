# What packaging/build gives CPack for Debian packages. It sets before: KPP_VERSION, KPP_ABI (the version in the sonames),
# KPP_STATIC_BUILD and KPP_SHARED_BUILD (the two build folders), KPP_MAINTAINER.

set(CPACK_GENERATOR DEB)
set(CPACK_CMAKE_GENERATOR Ninja)
set(CPACK_PACKAGE_NAME kpp)
set(CPACK_PACKAGE_VERSION "${KPP_VERSION}")
set(CPACK_PACKAGE_FILE_NAME "kpp-${KPP_VERSION}")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Apache Kafka tools and C++ client library")
set(CPACK_PACKAGE_DESCRIPTION "${CPACK_PACKAGE_DESCRIPTION_SUMMARY}")
set(CPACK_PACKAGE_VENDOR kpp)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)

# The tools are linked statically: they start faster, and need no library package. The development package has both forms;
# the shared one comes last, as KppInstall.cmake asks for.
set(CPACK_COMPONENTS_ALL tools library development)
set(CPACK_COMPONENTS_STATIC tools development)
set(CPACK_COMPONENTS_SHARED library development)
set(CPACK_INSTALL_CMAKE_PROJECTS "${KPP_STATIC_BUILD};kpp;STATIC;/" "${KPP_SHARED_BUILD};kpp;SHARED;/")
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_PRE_BUILD_SCRIPTS "${CMAKE_CURRENT_LIST_DIR}/deb_files.cmake")

set(CPACK_DEBIAN_PACKAGE_MAINTAINER "${KPP_MAINTAINER}")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
# So that a program which links the shared libraries gets its dependency on their package computed, too.
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS_POLICY ">=")
# Our own libraries, when dpkg-shlibdeps asks what each of them needs.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS "")
foreach(component core admin client testing)
  list(APPEND CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS "${KPP_SHARED_BUILD}/libclient/src/${component}")
endforeach()

set(CPACK_DEBIAN_TOOLS_PACKAGE_NAME kpp-tools)
set(CPACK_DEBIAN_TOOLS_PACKAGE_SECTION net)
set(CPACK_DEBIAN_TOOLS_PACKAGE_SHLIBDEPS ON)
# What is loaded when a configuration asks for it, and so is not found by dpkg-shlibdeps: the mechanism PLAIN.
set(CPACK_DEBIAN_TOOLS_PACKAGE_DEPENDS "libsasl2-modules")
set(CPACK_DEBIAN_TOOLS_PACKAGE_SUGGESTS
  "bash-completion, default-jre-headless, krb5-user, libsasl2-modules-gssapi-mit, maven")
set(CPACK_COMPONENT_TOOLS_DESCRIPTION "Apache Kafka's command-line tools without the JVM
kafka-topics, kafka-consumer-groups, the other tools of administration, the
console producer and consumer and the performance tests, with the options and the output of Apache Kafka's
own, their manual pages and completions; and kafka-sandbox, which runs a
broker on this machine and needs Java and Maven for it.")

set(CPACK_DEBIAN_LIBRARY_PACKAGE_NAME libkpp${KPP_ABI})
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SECTION libs)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_DEPENDS "libsasl2-modules")
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SUGGESTS "libsasl2-modules-gssapi-mit")
set(CPACK_COMPONENT_LIBRARY_DESCRIPTION "C++20 client library for Apache Kafka
Producer, consumer, transactions and administration.
This package has the shared libraries.")

set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libkpp-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SHLIBDEPS OFF)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS "libkpp${KPP_ABI} (= ${KPP_VERSION}), libexpected-dev")
# For programs that link kpp::client statically.
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SUGGESTS
  "libcurl4-openssl-dev, libsasl2-dev, libssl-dev, libzstd-dev, zlib1g-dev")
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION "C++20 client library for Apache Kafka, development files
Headers, static libraries, and what CMake and pkg-config need to find
them.")
