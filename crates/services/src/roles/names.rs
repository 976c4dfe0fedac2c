//! Names of roles that the eye takes for those of the roles that come with the product.

use contract::{Locale, validation::code as field_code};
use i18n::Texts;
use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};
use unicode_security::confusable_detection::skeleton;

use crate::{Error, Result};

/// Refuses the name of a new role if it looks like one of those that are `built_in`, in whichever
/// language: whoever reads it would trust its holders as if they had that one.
///
/// # Errors
///
/// `name_reserved`.
pub(super) fn require_own(
    name: &str,
    built_in: impl IntoIterator<Item = &'static str>,
) -> Result<()> {
    let sought = look(name);
    let is_taken = built_in.into_iter().any(|role| {
        let texts = Locale::ALL.into_iter().map(Texts::embedded);
        let mut known = texts.filter_map(|texts| texts.role(role)).chain([role]);
        known.any(|known| look(known) == sought)
    });
    if is_taken {
        return Err(Error::field("name", field_code::NAME_RESERVED));
    }
    Ok(())
}

/// What a name looks like: the same for names whose letters are alike, in whichever capitals, with
/// whatever between and over them.
fn look(name: &str) -> String {
    let plain: String = name.nfkd().collect();
    // Capitals are not like what small letters are like, so both are looked at.
    let letters: String = skeleton(&plain).collect();
    let small = letters.to_lowercase();
    skeleton(&small)
        .filter(|c| c.is_alphanumeric() && !is_combining_mark(*c))
        // What is like a capital I is an l by now.
        .map(|c| if c == 'i' { 'l' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use contract::roles::TeamRole;

    use super::*;

    fn is_own(name: &str) -> bool {
        require_own(name, TeamRole::ALL.map(TeamRole::as_str)).is_ok()
    }

    #[test]
    fn names_that_look_built_in_are_refused() {
        for name in [
            "Owner",
            "OWNER",
            // With letters of Cyrillic, Greek, full width, mathematics and a circle.
            "\u{41E}WNER",
            "VIEW\u{395}R",
            "AD\u{39C}IN",
            "\u{FF2F}wner",
            "\u{1D40E}\u{1D430}\u{1D427}\u{1D41E}\u{1D42B}",
            "\u{24C4}wner",
            "0wner",
            "Adm1n",
            "Adm\u{131}n",
            "Mernber",
            "\u{D6}wner",
            "Own\u{200D}er",
            "O w n e r",
            "* Owner *",
            "مالك",
            "مَالِك",
        ] {
            assert!(!is_own(name), "{name}");
        }
    }

    #[test]
    fn other_names_are_ones_own() {
        for name in [
            "Editor", "Co-owner", "Owners", "Members", "Finance", "Support", "محرر", "李", "★",
        ] {
            assert!(is_own(name), "{name}");
        }
    }
}
