//! Who asks, for services that are called without the API.

use std::net::{IpAddr, Ipv4Addr};

use contract::{SessionId, users::User};
use services::{Caller, Origin, Via};
use uuid::Uuid;

/// A person in some session of theirs.
pub(crate) fn signed_in(user: User) -> Caller {
    Caller {
        user,
        via: Via::Session(SessionId::new(Uuid::nil())),
        impersonator: None,
    }
}

/// From where they ask.
pub(crate) fn origin() -> Origin {
    Origin {
        device: None,
        request: None,
        address: IpAddr::V4(Ipv4Addr::LOCALHOST),
        user_agent: String::new(),
    }
}
