# Part of the installed kppConfig.cmake: the target kpp::rdkafka is the static librdkafka that was installed with kpp. The
# libraries that it was built with (packaging/librdkafka) are the system's. A missing one is named in
# kpp_rdkafka_missing, and there is no target then.
if(NOT TARGET kpp::rdkafka)
  set(kpp_rdkafka_missing "")
  foreach(package ZLIB CURL OpenSSL)
    find_package(${package} QUIET)
    if(NOT ${package}_FOUND)
      list(APPEND kpp_rdkafka_missing ${package})
    endif()
  endforeach()
  foreach(library zstd sasl2)
    find_library(KPP_${library}_LIBRARY ${library})
    mark_as_advanced(KPP_${library}_LIBRARY)
    if(NOT KPP_${library}_LIBRARY)
      list(APPEND kpp_rdkafka_missing ${library})
    endif()
  endforeach()

  if(NOT kpp_rdkafka_missing)
    add_library(kpp::rdkafka STATIC IMPORTED)
    set_target_properties(kpp::rdkafka PROPERTIES
      IMPORTED_LOCATION "${kpp_bundle_dir}/librdkafka.a"
      INTERFACE_LINK_LIBRARIES
        "CURL::libcurl;OpenSSL::SSL;OpenSSL::Crypto;${KPP_sasl2_LIBRARY};${KPP_zstd_LIBRARY};ZLIB::ZLIB;Threads::Threads;dl;m")
  endif()
endif()
