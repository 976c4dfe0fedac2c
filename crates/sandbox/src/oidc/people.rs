//! The people who can sign in here.

/// Somebody with an account at the provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Names the person for ever.
    pub subject: String,
    /// The given name.
    pub given_name: Option<String>,
    /// The family name.
    pub family_name: Option<String>,
    /// The address.
    pub email: String,
    /// Whether the provider knows that the address is the person's.
    pub is_verified: bool,
    /// Why one would choose this person.
    pub hint: &'static str,
}

impl Person {
    /// The whole name, if there is any.
    pub fn name(&self) -> Option<String> {
        let names = [&self.given_name, &self.family_name];
        let names: Vec<&str> = names.into_iter().flatten().map(String::as_str).collect();
        (!names.is_empty()).then(|| names.join(" "))
    }

    /// Somebody who is not on the list.
    pub(super) fn other(name: &str, email: &str, is_verified: bool) -> Self {
        let name = name.trim();
        let (given, family) = name.split_once(' ').unwrap_or((name, ""));
        Self {
            subject: format!("other-{email}"),
            given_name: some(given),
            family_name: some(family),
            email: email.to_owned(),
            is_verified,
            hint: "",
        }
    }
}

fn some(name: &str) -> Option<String> {
    (!name.is_empty()).then(|| name.to_owned())
}

/// Everybody on the list.
pub(super) fn all() -> Vec<Person> {
    let person =
        |subject: &str, [given, family]: [&str; 2], email: &str, is_verified, hint| Person {
            subject: subject.to_owned(),
            given_name: some(given),
            family_name: some(family),
            email: email.to_owned(),
            is_verified,
            hint,
        };
    vec![
        person(
            "grace",
            ["Grace", "Hopper"],
            "grace@provider.example",
            true,
            "New to the app",
        ),
        person(
            "linus",
            ["Linus", "Unverified"],
            "linus@provider.example",
            false,
            "Never confirmed the address",
        ),
        person(
            "mallory",
            ["Mallory", "Demo"],
            "ada@example.com",
            true,
            "Has the confirmed address of the demo account",
        ),
        person(
            "eve",
            ["Eve", "Demo"],
            "ada@example.com",
            false,
            "Claims the address of the demo account",
        ),
        person(
            "noname",
            ["", ""],
            "noname@provider.example",
            true,
            "Has no name",
        ),
    ]
}

/// The person on the list with this subject.
pub(super) fn find(subject: &str) -> Option<Person> {
    all().into_iter().find(|person| person.subject == subject)
}
