//! What the forms before sign-in have in common: what was refused, in words.

use contract::validation::FieldError;
use i18n::Texts;
use leptos::prelude::*;
use ui::{Alert, AlertVariant};

use crate::{
    client::ClientError,
    contexts::use_texts,
    forms::{self, word},
};

/// What an earlier attempt was refused for; nothing at first.
#[derive(Clone, Default)]
pub(super) struct Refusal {
    code: Option<String>,
    fields: Vec<FieldError>,
    wait: Option<u64>,
}

impl Refusal {
    /// The refusal behind an error of the client.
    pub(super) fn of(error: &ClientError) -> Self {
        Self {
            code: Some(error.code().to_owned()),
            fields: error.fields().to_vec(),
            wait: error.wait(),
        }
    }

    /// The refusal with a code that came in the page's address; nothing for one that says nothing.
    pub(super) fn told(code: &str, texts: &Texts) -> Self {
        Self {
            code: texts.error(code).map(|_| code.to_owned()),
            fields: Vec::new(),
            wait: None,
        }
    }

    /// Whether it is for this reason.
    pub(super) fn is(&self, code: &str) -> bool {
        self.code.as_deref() == Some(code)
    }

    /// What is wrong with one field, in words.
    pub(super) fn field(&self, path: &str, texts: &Texts) -> Vec<String> {
        self.fields
            .iter()
            .filter(|field| field.path == path)
            .map(|field| word(texts, field))
            .collect()
    }
}

/// A field of the form: its path in the body, the id of its control, its label.
pub(super) type Field = (&'static str, &'static str, &'static str);

/// The summary at the top of a refused form; it takes the focus when the page opens, so that
/// nobody has to look for what is wrong.
///
/// Each refused field that the form shows is a link to its control.
pub(super) fn summary(refusal: &Refusal, fields: &[Field]) -> Option<AnyView> {
    let texts = use_texts();
    let Refusal {
        code,
        fields: refused,
        wait,
    } = refusal;
    let code = code.as_deref()?;
    if refused.is_empty() {
        let message = match wait {
            Some(seconds) => forms::wait(texts, *seconds),
            None => texts
                .error(code)
                .unwrap_or_else(|| texts.pages_error_title())
                .to_owned(),
        };
        return Some(view! { <Summary title=message lines=Vec::new() /> }.into_any());
    }
    let title = texts.auth_error_summary(i64::try_from(refused.len()).unwrap_or(i64::MAX));
    // In the order of the form, then what it does not show.
    let shown = fields.iter().flat_map(|(path, id, label)| {
        let of_field = refused.iter().filter(move |field| field.path == *path);
        of_field.map(move |field| (Some((*id, *label)), word(texts, field)))
    });
    let hidden = refused
        .iter()
        .filter(|field| fields.iter().all(|(path, ..)| *path != field.path));
    let lines = shown
        .chain(hidden.map(|field| (None, word(texts, field))))
        .collect();
    Some(view! { <Summary title lines /> }.into_any())
}

/// Lines of a summary: the control's id and label, if the form shows it, and what is wrong.
type Lines = Vec<(Option<(&'static str, &'static str)>, String)>;

#[component]
fn Summary(#[prop(into)] title: String, lines: Lines) -> impl IntoView {
    let list = (!lines.is_empty()).then(|| {
        view! {
            <ul class="refusal-list" role="list">
                {lines
                    .into_iter()
                    .map(|(control, words)| {
                        view! {
                            <li>
                                {control
                                    .map(|(id, label)| {
                                        view! {
                                            <a class="link" href=format!("#{id}")>
                                                {label}
                                            </a>
                                            ": "
                                        }
                                    })} {words}
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        }
    });
    view! {
        <Alert
            variant=AlertVariant::Danger
            title
            class="refusal"
            attr:tabindex="-1"
            attr:autofocus=true
        >
            {list}
        </Alert>
    }
}

#[cfg(test)]
mod tests {
    use contract::{Locale, Problem, problem::code};

    use super::*;

    fn refused() -> ClientError {
        let mut short = FieldError::new("password", "too_short");
        short.params.min = Some(10);
        short.params.max = Some(128);
        ClientError::Problem(Box::new(Problem {
            kind: "about:blank".into(),
            title: "Unprocessable Entity".into(),
            status: 422,
            code: code::INVALID.into(),
            detail: None,
            request_id: "r".into(),
            errors: vec![FieldError::new("email", "email_invalid"), short],
            methods: Vec::new(),
            retry_after: None,
        }))
    }

    #[test]
    fn fields_are_told_apart_and_worded_in_every_language() {
        let refusal = Refusal::of(&refused());
        assert!(refusal.is(code::INVALID));
        for locale in Locale::ALL {
            let texts = Texts::embedded(locale);
            assert_eq!(refusal.field("email", texts).len(), 1, "{locale}");
            let bound = texts.number(10);
            let password = refusal.field("password", texts).concat();
            assert!(password.contains(&bound), "{locale}: {password}");
            assert!(refusal.field("first_name", texts).is_empty(), "{locale}");
        }
    }

    #[test]
    fn nothing_is_refused_at_first() {
        let refusal = Refusal::default();
        assert!(!refusal.is(code::INVALID));
        assert!(
            refusal
                .field("email", Texts::embedded(Locale::En))
                .is_empty()
        );
    }
}
