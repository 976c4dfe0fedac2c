//! The address that a team is going to have, told while its form is filled in.

use contract::{slug, validation};
use i18n::Texts;
use leptos::prelude::*;

use crate::layout::place::team_page;

/// Tells at which address a team is going to be that asks for a word, or leaves it to its name. Nothing
/// as long as the form does not say.
///
/// A word that was asked for is refused if another team has it; one that was not becomes another.
pub(super) fn told(texts: &Texts, word: &str, name: &str) -> Option<String> {
    if word.is_empty() {
        return (!name.trim().is_empty()).then(|| {
            let word = slug::of_letters(letters(name).chars(), "");
            texts.teams_address_of_name(&team_page(&word, ""))
        });
    }
    let is_word = validation::slug(&Some(word.to_owned()), &()).is_ok() && slug::is_free(word);
    is_word.then(|| texts.teams_address(&team_page(word, "")))
}

/// The letters of a name as words are made of them: small, and without their marks. The browser knows
/// them; their tables would weigh as much as a page.
#[cfg(feature = "hydrate")]
fn letters(name: &str) -> String {
    use js_sys::{JsString, RegExp};

    let decomposed = JsString::from(name).to_lower_case().normalize("NFD");
    let marks = RegExp::new(r"\p{M}", "gu");
    decomposed.replace_by_pattern(&marks, "").into()
}

/// The server renders forms without a name; those of tests have no marks.
#[cfg(not(feature = "hydrate"))]
fn letters(name: &str) -> String {
    name.to_lowercase()
}

/// The line below a field, which is announced as it changes.
#[component]
pub(super) fn AddressHint(
    /// What [`told`] tells.
    address: RwSignal<Option<String>>,
) -> impl IntoView {
    view! {
        <p class="field-hint team-address" aria-live="polite">
            {move || address.get()}
        </p>
    }
}

#[cfg(test)]
mod tests {
    use contract::Locale;

    use super::*;

    #[test]
    fn the_address_is_told_as_far_as_it_is_known() {
        let texts = Texts::embedded(Locale::En);
        let asked = told(texts, "engines", "Analytical Engines").unwrap();
        assert!(asked.ends_with("/t/engines"), "{asked}");
        let named = told(texts, "", " Analytical Engines ").unwrap();
        assert!(named.contains("/t/analytical-engines,"), "{named}");
        for (word, name) in [("", " "), ("No Word", "A"), ("ab", "A"), ("admin", "A")] {
            assert_eq!(told(texts, word, name), None, "{word:?} {name:?}");
        }
    }
}
