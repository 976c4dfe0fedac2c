//! What handlers are given: who asks, from where, and what they say.

mod caller;
mod id;
mod if_match;
mod json;
mod misread;
mod origin;
mod provider;
mod query;
mod team;
mod user;

pub(crate) use caller::{Authorized, OfStaff, SignedIn};
pub(crate) use id::{Id, IdOf};
pub(crate) use if_match::{IfMatch, tagged};
pub(crate) use json::{Json, ValidJson};
pub(crate) use origin::{ClientOrigin, PreferredLocale};
pub(crate) use provider::InPath as ProviderInPath;
pub(crate) use query::ValidQuery;
pub(crate) use team::InTeam;

pub(crate) use crate::access::Public;
pub(crate) use contract::perm;
