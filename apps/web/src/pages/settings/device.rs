//! Devices in words and pictures.

use contract::sessions::Device;
use i18n::Texts;
use ui::{IconData, icons};

/// A device in words, as far as it is known.
pub(in crate::pages) fn name(texts: &Texts, browser: Option<&str>, system: Option<&str>) -> String {
    match (browser, system) {
        (Some(browser), Some(system)) => texts.settings_sessions_device(browser, system),
        (Some(name), None) | (None, Some(name)) => name.to_owned(),
        (None, None) => texts.settings_sessions_unknown().to_owned(),
    }
}

/// The picture of a kind of device.
pub(super) const fn icon(device: Device) -> IconData {
    match device {
        Device::Computer => icons::MONITOR,
        Device::Phone => icons::SMARTPHONE,
        Device::Tablet => icons::TABLET,
        Device::Unknown => icons::GLOBE,
    }
}
