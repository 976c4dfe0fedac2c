use leptos::prelude::*;

use crate::{
    case::{lower, upper},
    class::classes,
};

/// The sizes of an [`Avatar`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AvatarSize {
    /// 24 pixels.
    Sm,
    /// 32 pixels.
    #[default]
    Md,
    /// 48 pixels.
    Lg,
}

impl AvatarSize {
    const fn class(self) -> &'static str {
        match self {
            Self::Sm => "avatar-sm",
            Self::Md => "avatar-md",
            Self::Lg => "avatar-lg",
        }
    }
}

const TONES: [&str; 6] = [
    "avatar-tone-1",
    "avatar-tone-2",
    "avatar-tone-3",
    "avatar-tone-4",
    "avatar-tone-5",
    "avatar-tone-6",
];

/// Stands for a person by the initials of their name, in a colour that follows from it.
///
/// Decoration beside the written name unless it has a `label`.
#[component]
pub fn Avatar(
    /// The name, in the order in which it is written.
    #[prop(into)]
    name: String,
    /// How large.
    #[prop(optional)]
    size: AvatarSize,
    /// The accessible name, where the name is not written beside it.
    #[prop(optional, into)]
    label: Option<String>,
    /// Classes added after the avatar's own.
    #[prop(optional, into)]
    class: String,
) -> impl IntoView {
    view! {
        <span
            data-slot="avatar"
            class=classes(&["avatar", size.class(), tone(&name), &class])
            role=label.is_some().then_some("img")
            aria-hidden=label.is_none().then_some("true")
            aria-label=label
        >
            {initials(&name)}
        </span>
    }
}

/// Shows another name in an avatar that only the server has rendered.
#[cfg(feature = "hydrate")]
pub fn rename_avatar(avatar: &web_sys::Element, name: &str) {
    avatar.set_text_content(Some(&initials(name)));
    let own = tone(name);
    for tone in TONES {
        // It fails only for names with spaces.
        drop(avatar.class_list().toggle_with_force(tone, tone == own));
    }
}

/// The first letters of the first and last word. One letter only in scripts without capitals,
/// whose letters would join into a word.
fn initials(name: &str) -> String {
    let mut letters = name
        .split_whitespace()
        .filter_map(|word| word.chars().next());
    let Some(first) = letters.next() else {
        return String::new();
    };
    let is_cased = upper(first) != lower(first);
    let mut initials = upper(first);
    if let Some(last) = letters.next_back().filter(|_| is_cased) {
        initials.push_str(&upper(last));
    }
    initials
}

/// Picks a colour; the same name has the same one on the server and in the browser.
fn tone(name: &str) -> &'static str {
    // Of a fixed width, so that server and browser choose alike.
    let sum = name.bytes().fold(0_u32, |sum, byte| {
        sum.wrapping_mul(31).wrapping_add(u32::from(byte))
    });
    let tone = usize::try_from(sum).unwrap_or_default() % TONES.len();
    TONES.get(tone).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_of_the_first_and_last_word() {
        assert_eq!(initials("Ada Lovelace"), "AL");
        assert_eq!(initials("juan carlos de borbón"), "JB");
        assert_eq!(initials("Prince"), "P");
        assert_eq!(initials("  "), "");
    }

    #[test]
    fn scripts_without_capitals_have_one_initial() {
        assert_eq!(initials("ليلى حداد"), "ل");
    }

    #[test]
    fn a_name_keeps_its_colour() {
        assert_eq!(tone("Ada Lovelace"), tone("Ada Lovelace"));
        assert_ne!(tone("Ada Lovelace"), tone("Grace Hopper"));
    }
}
