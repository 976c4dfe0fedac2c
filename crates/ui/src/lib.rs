#![doc = include_str!("../README.md")]
#![expect(
    clippy::needless_pass_by_value,
    reason = "component props are owned by the component, whether it keeps them or not"
)]

mod alert;
mod avatar;
mod badge;
pub mod brands;
mod button;
mod card;
mod case;
mod checkbox;
mod class;
mod combobox;
mod copy_button;
mod dialog;
#[cfg(feature = "hydrate")]
pub mod dom;
mod dropdown_menu;
mod empty_state;
mod field;
mod heading;
mod icon;
pub mod icons;
mod input;
mod layout;
mod link;
mod pagination;
mod password_input;
mod select;
mod skeleton;
mod spinner;
mod table;
mod textarea;
mod toast;

pub use alert::*;
pub use avatar::*;
pub use badge::*;
pub use button::*;
pub use card::*;
pub use checkbox::*;
pub use combobox::*;
pub use copy_button::*;
pub use dialog::*;
pub use dropdown_menu::*;
pub use empty_state::*;
pub use field::*;
pub use heading::*;
pub use icon::*;
pub use input::*;
pub use layout::*;
pub use link::*;
pub use pagination::*;
pub use password_input::*;
pub use select::*;
pub use skeleton::*;
pub use spinner::*;
pub use table::*;
pub use textarea::*;
pub use toast::*;
