use std::net::IpAddr;

use contract::{UserId, audit::Fact, users::User};
use serde::Serialize;
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::{Caller, Origin, Via};

/// Who makes a change, as far as it is told.
#[derive(Clone, Debug)]
pub struct Author {
    pub(super) user: Option<UserId>,
    pub(super) name: String,
    pub(super) impersonator: Option<UserId>,
    pub(super) via: &'static str,
    pub(super) request: Option<Uuid>,
    pub(super) address: Option<IpAddr>,
}

impl Author {
    /// A person, or a program of theirs.
    pub fn of(caller: &Caller, origin: &Origin) -> Self {
        Self {
            user: Some(caller.user.id),
            name: caller.user.full_name(),
            impersonator: caller.impersonator,
            via: match caller.via {
                Via::Session(_) => "session",
                Via::ApiKey { .. } => "api_key",
            },
            request: origin.request,
            // From where staff act is not for teams to know.
            address: caller.impersonator.is_none().then_some(origin.address),
        }
    }

    /// A person whose session has just been found by its token.
    pub(crate) fn in_session(user: &User, origin: &Origin) -> Self {
        Self {
            via: "session",
            ..Self::by_link(user, origin)
        }
    }

    /// The same, but not from where: for logs that others than staff read.
    #[must_use]
    pub(crate) fn undisclosed(self) -> Self {
        Self {
            address: None,
            ..self
        }
    }

    /// Somebody who has followed a link of a mail, or has just signed up by it.
    pub(crate) fn by_link(user: &User, origin: &Origin) -> Self {
        Self {
            user: Some(user.id),
            name: user.full_name(),
            impersonator: None,
            via: "link",
            request: origin.request,
            address: Some(origin.address),
        }
    }

    /// Somebody who has followed a link of a mail and has no account.
    pub(crate) fn by_link_alone(origin: &Origin) -> Self {
        Self {
            request: origin.request,
            address: Some(origin.address),
            ..Self::nobody("link")
        }
    }

    /// The product itself, when a time is over.
    pub fn job() -> Self {
        Self::nobody("job")
    }

    /// Whoever runs the program on its machine.
    pub fn command() -> Self {
        Self::nobody("command")
    }

    /// Somebody of a seed.
    pub(crate) fn seeded(user: UserId, name: &str) -> Self {
        Self {
            user: Some(user),
            name: name.to_owned(),
            ..Self::nobody("session")
        }
    }

    const fn nobody(via: &'static str) -> Self {
        Self {
            user: None,
            name: String::new(),
            impersonator: None,
            via,
            request: None,
            address: None,
        }
    }
}

/// What was done to what.
#[derive(Clone, Debug)]
pub struct Entry {
    pub(super) action: &'static str,
    pub(super) subject_kind: &'static str,
    pub(super) subject: Option<Uuid>,
    pub(super) before: Option<Facts>,
    pub(super) after: Option<Facts>,
}

impl Entry {
    /// An action on a thing: `("projects.update", "project", id)`.
    pub const fn new(action: &'static str, subject_kind: &'static str, subject: Uuid) -> Self {
        Self {
            action,
            subject_kind,
            subject: Some(subject),
            before: None,
            after: None,
        }
    }

    /// An action on many things of a kind at once.
    pub const fn of_many(action: &'static str, subject_kind: &'static str) -> Self {
        Self {
            action,
            subject_kind,
            subject: None,
            before: None,
            after: None,
        }
    }

    /// What was to be told of it before.
    #[must_use]
    pub fn before(mut self, facts: Facts) -> Self {
        self.before = Some(facts);
        self
    }

    /// What is to be told of it since.
    #[must_use]
    pub fn after(mut self, facts: Facts) -> Self {
        self.after = Some(facts);
        self
    }
}

/// What is told of a thing, each fact by how far it may be told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Facts(Map<String, Value>);

impl Facts {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A fact that everybody may read who reads the log.
    #[must_use]
    pub fn open(self, fact: Fact, value: impl Serialize) -> Self {
        self.told(fact.as_str().to_owned(), value)
    }

    /// An e-mail address, of which only the beginning and the domain are told.
    #[must_use]
    pub fn personal(self, fact: Fact, address: &str) -> Self {
        self.open(fact, masked(address))
    }

    /// A person, if there is one: what they are called now and, as `<fact>_id`, their account for
    /// programs.
    #[must_use]
    pub fn person(self, fact: Fact, who: Option<(UserId, String)>) -> Self {
        let (id, called) = who.unzip();
        self.person_of(fact, id, called)
    }

    /// As [`person`](Self::person), of whom nothing but the id may be known.
    #[must_use]
    pub(crate) fn person_of(self, fact: Fact, id: Option<UserId>, called: Option<String>) -> Self {
        self.open(fact, called).told(format!("{fact}_id"), id)
    }

    /// That there is such a fact, which nobody may read.
    #[must_use]
    pub fn secret(self, fact: Fact) -> Self {
        self.open(fact, "[redacted]")
    }

    fn told(mut self, name: String, value: impl Serialize) -> Self {
        let value = serde_json::to_value(value).unwrap_or(Value::Null);
        self.0.insert(name, value);
        self
    }
}

/// An e-mail address, but for its beginning and its domain.
pub(crate) fn masked(address: &str) -> String {
    match address.split_once('@') {
        Some((local, domain)) => {
            let first: String = local.chars().take(1).collect();
            format!("{first}…@{domain}")
        }
        None => "…".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_told_by_their_class() {
        let ada = UserId::new(Uuid::nil());
        let facts = Facts::new()
            .open(Fact::Role, "member")
            .person(Fact::Owner, Some((ada, "Ada Lovelace".to_owned())))
            .person(Fact::User, None)
            .personal(Fact::Email, "ada@example.com")
            .secret(Fact::Search);
        assert_eq!(
            serde_json::to_value(&facts).unwrap(),
            serde_json::json!({
                "role": "member",
                "owner": "Ada Lovelace",
                "owner_id": "00000000-0000-0000-0000-000000000000",
                "user": null,
                "user_id": null,
                "email": "a…@example.com",
                "search": "[redacted]",
            })
        );
    }
}
