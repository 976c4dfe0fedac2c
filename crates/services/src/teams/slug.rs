use contract::validation::{SLUG_MAX, SLUG_MIN};
use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

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

/// Whether a team may have the word.
pub(super) fn is_free(slug: &str) -> bool {
    !RESERVED.contains(&slug)
}

/// Makes a word of a team's name; `suffix` tells it from others alike.
///
/// Latin letters lose their marks. A name without any of them gives `team`.
pub(super) fn of_name(name: &str, suffix: &str) -> String {
    let mut slug = String::new();
    let name = name.to_lowercase();
    for c in name.nfd().filter(|c| !is_combining_mark(*c)) {
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
    use contract::validation;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_become_words() {
        for (name, suffix, slug) in [
            ("Analytical Engines", "", "analytical-engines"),
            ("  Ünïted & Co.  ", "", "united-co"),
            ("Söhne", "", "sohne"),
            ("So\u{0308}hne", "", "sohne"),
            ("Großmann ẞ", "", "grossmann-ss"),
            ("Café Çelik", "", "cafe-celik"),
            ("Łódź Ørsted Ðuro Đuro", "", "lodz-orsted-duro-duro"),
            ("Æther Œuvre Þór", "", "aether-oeuvre-thor"),
            ("İstanbul Işık", "", "istanbul-isik"),
            ("Việt Nam", "", "viet-nam"),
            ("محركات Söhne", "", "sohne"),
            ("محركات", "", "team"),
            ("A", "x7", "team-x7"),
            ("admin", "k2", "admin-k2"),
        ] {
            assert_eq!(of_name(name, suffix), slug, "{name:?}");
        }
    }

    proptest! {
        #[test]
        fn any_name_becomes_a_word(name in "\\PC{0,90}", suffix in "([a-z0-9]{6})?") {
            let slug = of_name(&name, &suffix);
            prop_assert!(validation::slug(&Some(slug.clone()), &()).is_ok(), "{slug:?}");
        }
    }
}
