//! What staff see of the product as a whole, and do to it.
//!
//! Nobody acts on somebody who holds more than they do: [`users`] decides that in one place, for all
//! that can be done to an account. Each act names its reason or speaks for itself, and is written into
//! the audit log of the product in its transaction; what protects an account is told to its owner.

pub mod invitations;
pub mod jobs;
pub mod registrations;
mod store;
mod system;
pub mod teams;
pub mod users;

pub use system::status;
