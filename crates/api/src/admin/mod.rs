//! What staff see of the product as a whole, and do to it: below `/api/v1/admin`, and so from the
//! networks of administrators alone.

pub(crate) mod impersonation;
pub(crate) mod invitations;
pub(crate) mod jobs;
pub(crate) mod records;
pub(crate) mod registrations;
pub(crate) mod teams;
pub(crate) mod users;
