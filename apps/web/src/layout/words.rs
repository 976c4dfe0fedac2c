//! What a form before sign-in brings along for its script: words, and the line that it copies.

use contract::{problem::code, validation::Rule};
use i18n::Texts;
use leptos::prelude::*;
use serde_json::{Map, Value, json};
use ui::FieldErrorTemplate;

use crate::{contexts::use_texts, forms::word};

/// The refusals that a passkey can meet; forms that are sent tell theirs themselves.
const ERRORS: [&str; 7] = [
    code::PASSKEY_REFUSED,
    code::ACCOUNT_DISABLED,
    code::ACCOUNT_DELETING,
    code::CHALLENGE_EXPIRED,
    code::RATE_LIMITED,
    code::UNAVAILABLE,
    code::INTERNAL,
];

/// The block of data, which is no script to a browser, and the line below a refused field.
#[component]
pub(crate) fn Words() -> impl IntoView {
    // No text may end the block that holds it, or begin a comment there.
    let json = words(use_texts()).to_string().replace('<', "\\u003c");
    view! {
        <FieldErrorTemplate id="field-error" />
        <script type="application/json" id="words" inner_html=json></script>
    }
}

fn words(texts: &Texts) -> Value {
    let mut words = Map::new();
    for rule in Rule::ALL {
        let refusals = rule.refusals();
        let refusals = refusals.iter().map(|refusal| {
            let word = word(texts, refusal);
            (refusal.code.clone(), Value::String(word))
        });
        words.insert(rule.as_str().to_owned(), refusals.collect());
    }
    let errors = ERRORS.into_iter().filter_map(|code| {
        let word = texts.error(code)?;
        Some((code.to_owned(), Value::String(word.to_owned())))
    });
    words.insert("errors".to_owned(), errors.collect());
    words.insert(
        "strength".to_owned(),
        json!([
            texts.auth_strength_0(),
            texts.auth_strength_1(),
            texts.auth_strength_2(),
            texts.auth_strength_3(),
            texts.auth_strength_4(),
        ]),
    );
    words.insert(
        "passkeys".to_owned(),
        json!({ "cancelled": texts.passkeys_cancelled(), "failed": texts.passkeys_failed() }),
    );
    Value::Object(words)
}

#[cfg(test)]
mod tests {
    use contract::Locale;

    use super::*;

    #[test]
    fn every_reason_has_words_in_every_language() {
        for locale in Locale::ALL {
            let words = words(Texts::embedded(locale));
            for rule in Rule::ALL {
                for refusal in rule.refusals() {
                    let word = words[rule.as_str()][&refusal.code].as_str();
                    assert!(word.is_some_and(|word| !word.is_empty()), "{refusal:?}");
                }
            }
            for code in ERRORS {
                assert!(words["errors"][code].is_string(), "{code}");
            }
        }
    }
}
