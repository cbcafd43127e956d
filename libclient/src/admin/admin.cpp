#include "kpp/admin.hpp"

#include <utility>

#include "admin/admin_config.hpp"
#include "admin/admin_impl.hpp"

namespace kpp {

Admin::Admin(std::shared_ptr<Impl> impl) noexcept : impl_(std::move(impl)) {}
Admin::Admin(Admin&&) noexcept = default;

Admin& Admin::operator=(Admin&& other) noexcept {
  if (this != &other) {
    close();
    impl_ = std::move(other.impl_);
  }
  return *this;
}

Admin::~Admin() {
  close();
}

Result<Admin> Admin::create(const Config& config, const AdminOptions& options) {
  Result<admin::Settings> settings = admin::read_settings(config, options);
  if (!settings) return fail(settings.error());
  return Admin(std::make_shared<Impl>(std::move(settings->cluster), settings->default_timeout));
}

void Admin::close() noexcept {
  if (impl_) impl_->close();
}

}  // namespace kpp
