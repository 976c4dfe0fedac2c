use contract::slug;
use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// Makes a word of a team's name; `suffix` tells it from others alike.
///
/// Latin letters lose their marks. A name without any of them gives `team`.
pub(super) fn of_name(name: &str, suffix: &str) -> String {
    let name = name.to_lowercase();
    let letters = name.nfd().filter(|c| !is_combining_mark(*c));
    slug::of_letters(letters, suffix)
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
