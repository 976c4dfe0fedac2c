//! The word of a team in addresses: which there can be, and how one is made of a name.

use crate::validation::{SLUG_MAX, SLUG_MIN};

/// Words that mean something else in addresses, or that nobody should speak in the name of.
const RESERVED: [&str; 30] = [
    "about",
    "account",
    "admin",
    "api",
    "app",
    "assets",
    "auth",
    "billing",
    "blog",
    "dashboard",
    "docs",
    "help",
    "invitations",
    "login",
    "logout",
    "mfa",
    "new",
    "notifications",
    "projects",
    "register",
    "roles",
    "root",
    "security",
    "settings",
    "static",
    "support",
    "t",
    "teams",
    "users",
    "www",
];

/// Whether a team may have the word, unless another one has it.
pub fn is_free(slug: &str) -> bool {
    !RESERVED.contains(&slug)
}

/// Makes a word of the letters of a name, which are small and have lost their marks; `suffix` tells it
/// from others alike.
///
/// A name without any Latin letters gives `team`.
pub fn of_letters(letters: impl IntoIterator<Item = char>, suffix: &str) -> String {
    let mut slug = String::new();
    for c in letters {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if let Some(letters) = spelled(c) {
            slug.push_str(letters);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let room = SLUG_MAX - suffix.len() - usize::from(!suffix.is_empty());
    slug.truncate(room);
    let slug = slug.trim_end_matches('-');
    let slug = if slug.len() < SLUG_MIN { "team" } else { slug };
    if suffix.is_empty() {
        slug.to_owned()
    } else {
        format!("{slug}-{suffix}")
    }
}

/// How a Latin letter that is no other one with a mark is written in ASCII.
const fn spelled(c: char) -> Option<&'static str> {
    Some(match c {
        'æ' => "ae",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ł' => "l",
        'ø' => "o",
        'œ' => "oe",
        'ß' => "ss",
        'ŧ' => "t",
        'þ' => "th",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::validation;

    #[test]
    fn letters_become_a_word() {
        let long = "a-".repeat(SLUG_MAX);
        let cut = "a-".repeat(SLUG_MAX / 2);
        for (letters, suffix, slug) in [
            ("analytical engines", "", "analytical-engines"),
            (" -lodz & søren- ", "", "lodz-soren"),
            ("محركات", "", "team"),
            ("it", "x7", "team-x7"),
            ("admin", "k2", "admin-k2"),
            (long.as_str(), "", cut.trim_end_matches('-')),
            (
                long.as_str(),
                "abcdef",
                "a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-abcdef",
            ),
        ] {
            let made = of_letters(letters.chars(), suffix);
            assert_eq!(made, slug, "{letters:?}");
            assert!(validation::slug(&Some(made), &()).is_ok(), "{letters:?}");
        }
    }

    #[test]
    fn words_that_mean_something_else_are_nobodys() {
        for reserved in RESERVED {
            assert!(!is_free(reserved), "{reserved}");
        }
        assert!(is_free("engines"));
    }
}
