#![doc = include_str!("../README.md")]

mod civil;
mod notifications;
mod number;
mod pattern;
mod plural;
mod texts;

#[cfg(test)]
#[path = "../build/catalogue.rs"]
mod catalogue;
#[cfg(test)]
#[path = "../build/generate.rs"]
mod generate;

#[cfg(not(target_arch = "wasm32"))]
pub use crate::civil::{is_time_zone, time_zones};
pub use crate::{
    civil::CivilDateTime,
    plural::PluralCategory,
    texts::{LoadError, Texts},
};
