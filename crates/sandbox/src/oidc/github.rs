//! What GitHub answers, which knows no OpenID Connect.

use serde_json::{Value, json};

use super::Person;

/// `GET /user`.
pub(super) fn user(person: &Person) -> Value {
    json!({
        "id": number(person),
        "login": person.subject,
        "name": person.name(),
        // The address on the profile, which may be any and is not to be believed.
        "email": "profile@provider.example",
    })
}

/// `GET /user/emails`.
pub(super) fn emails(person: &Person) -> Value {
    json!([
        {
            "email": "second@provider.example",
            "primary": false,
            "verified": true,
        },
        {
            "email": person.email,
            "primary": true,
            "verified": person.is_verified,
        },
    ])
}

/// GitHub's ids are numbers: one that stays the same for a subject.
fn number(person: &Person) -> u64 {
    person.subject.bytes().fold(7, |number: u64, byte| {
        number.wrapping_mul(31).wrapping_add(byte.into()) % 1_000_000_007
    })
}
