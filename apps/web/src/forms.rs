//! Forms of app pages: read when they are sent, checked with the very rules of the API, words
//! beside the field that is refused.

use std::{collections::BTreeSet, time::Duration};

use contract::{problem::code, validation::FieldError};
use i18n::Texts;
use leptos::{html, leptos_dom::helpers::TimeoutHandle, prelude::*, wasm_bindgen::JsCast};
use ui::{Alert, AlertVariant};
use web_sys::FormData;

use crate::{client::ClientError, contexts::use_texts};

/// Says how long to wait after too many attempts; long times in whole minutes.
pub fn wait(texts: &Texts, seconds: u64) -> String {
    let whole = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    if seconds < 60 {
        texts.limits_wait_seconds(whole(seconds))
    } else {
        texts.limits_wait_minutes(whole(seconds.div_ceil(60)))
    }
}

/// The values of a form at one moment.
pub struct Values(Option<FormData>);

impl Values {
    /// Reads a form, which only a browser has.
    pub fn of(form: NodeRef<html::Form>) -> Self {
        let form = form.get_untracked();
        Self(form.and_then(|form| FormData::new_with_form(&form).ok()))
    }

    /// Gets the value of a field, empty if it has none.
    pub fn get(&self, name: &str) -> String {
        self.find(name).unwrap_or_default()
    }

    /// Gets the value of a field, if the form has it.
    pub fn find(&self, name: &str) -> Option<String> {
        let values = self.0.as_ref()?;
        values.get(name).as_string()
    }
}

/// What is wrong with a form. A field's refusal shows once the field was left or the form sent.
#[derive(Clone, Copy)]
pub struct FormErrors {
    texts: &'static Texts,
    all: RwSignal<Vec<FieldError>>,
    left: RwSignal<BTreeSet<String>>,
    sent: RwSignal<bool>,
    /// Whether it is the API that has refused what the form still says.
    is_answer: RwSignal<bool>,
}

impl FormErrors {
    /// Starts without any.
    pub fn new() -> Self {
        Self {
            texts: use_texts(),
            all: RwSignal::new(Vec::new()),
            left: RwSignal::new(BTreeSet::new()),
            sent: RwSignal::new(false),
            is_answer: RwSignal::new(false),
        }
    }

    /// Takes the result of checking the values while they are being typed.
    pub fn follow(self, checked: Result<(), Vec<FieldError>>) {
        self.is_answer.set(false);
        let errors = checked.err().unwrap_or_default();
        self.all.maybe_update(|all| {
            let is_news = *all != errors;
            *all = errors;
            is_news
        });
    }

    /// Shows what is wrong with a field from now on, by the result of checking the values. What the
    /// API has refused stays until something is typed.
    pub fn leave(self, name: String, checked: Result<(), Vec<FieldError>>) {
        if !self.is_answer.get_untracked() {
            self.follow(checked);
        }
        self.left.maybe_update(|left| left.insert(name));
    }

    /// Shows everything that is wrong from now on.
    pub fn show(self, errors: Vec<FieldError>) {
        self.all.set(errors);
        self.sent.set(true);
        self.is_answer.set(false);
    }

    /// Says whether a form may be sent, by the result of checking its values. Shows what is wrong, if
    /// it may not.
    pub fn accept(self, form: NodeRef<html::Form>, checked: Result<(), Vec<FieldError>>) -> bool {
        let Err(refused) = checked else {
            return true;
        };
        self.show(refused);
        focus_first_error(form);
        false
    }

    /// Shows which fields the API has refused. False if that was about none.
    pub fn answer(self, error: &ClientError) -> bool {
        let refused = refused_fields(error);
        if refused.is_empty() {
            return false;
        }
        self.show(refused);
        self.is_answer.set(true);
        true
    }

    /// Forgets everything.
    pub fn clear(self) {
        self.all.set(Vec::new());
        self.left.set(BTreeSet::new());
        self.sent.set(false);
        self.is_answer.set(false);
    }

    /// The words for one field.
    pub fn of(self, name: &'static str) -> Signal<Vec<String>> {
        Signal::derive(move || {
            if !self.sent.get() && !self.left.with(|left| left.contains(name)) {
                return Vec::new();
            }
            self.all.with(|all| {
                all.iter()
                    .filter(|error| error.path == name)
                    .map(|error| word(self.texts, error))
                    .collect()
            })
        })
    }
}

impl Default for FormErrors {
    fn default() -> Self {
        Self::new()
    }
}

/// The fields that a refusal is about, be it of their shape or of what somebody else has.
fn refused_fields(error: &ClientError) -> Vec<FieldError> {
    match taken_field(error.code()) {
        Some(name) => vec![FieldError::new(name, error.code())],
        None => error.fields().to_vec(),
    }
}

/// The field whose value is taken, by the code that says so.
fn taken_field(refusal: &str) -> Option<&'static str> {
    match refusal {
        code::PROJECT_NAME_TAKEN | code::ROLE_NAME_TAKEN => Some("name"),
        code::TEAM_SLUG_TAKEN => Some("slug"),
        _ => None,
    }
}

/// Says why the API refused a form: beside the fields, or above them in `refusal`. A toast would
/// stand behind a dialog.
pub fn refuse(
    error: ClientError,
    form: NodeRef<html::Form>,
    errors: FormErrors,
    refusal: RwSignal<Option<ClientError>>,
) {
    if errors.answer(&error) {
        focus_first_error(form);
    } else {
        refusal.set(Some(error));
    }
}

/// What is wrong with a form as a whole.
#[component]
pub fn Refused(
    /// Why it was refused, if not for its fields.
    refusal: RwSignal<Option<ClientError>>,
    /// What is said if somebody else was faster, where that has words of its own.
    #[prop(optional)]
    conflict: Option<&'static str>,
) -> impl IntoView {
    let texts = use_texts();
    move || {
        refusal.get().map(|error| {
            let conflict = conflict.filter(|_| error.code() == code::PRECONDITION_FAILED);
            let text = conflict.or_else(|| texts.error(error.code()));
            view! { <Alert variant=AlertVariant::Danger>{text.unwrap_or_default()}</Alert> }
        })
    }
}

/// Words the refusal of a field.
pub fn word(texts: &Texts, error: &FieldError) -> String {
    texts
        .validation(&error.code, error.params.min, error.params.max)
        .or_else(|| texts.error(&error.code).map(str::to_owned))
        .or_else(|| texts.error(code::INVALID).map(str::to_owned))
        .unwrap_or_default()
}

/// Says whether the page has come alive. Until then a form must not be sent: it would leave the
/// page by a plain document load.
pub fn use_alive() -> RwSignal<bool> {
    let alive = RwSignal::new(false);
    Effect::new(move || alive.set(true));
    alive
}

/// How long typing must rest before what follows it does.
const REST: Duration = Duration::from_millis(250);

/// Does something once nothing was typed for a while.
pub fn after_rest(act: impl Fn() + Clone + 'static) -> impl Fn() {
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(running) = timer.try_update_value(Option::take).flatten() {
            running.clear();
        }
    };
    on_cleanup(stop);
    move || {
        stop();
        timer.set_value(set_timeout_with_handle(act.clone(), REST).ok());
    }
}

/// Gets the name of the field that an event is about.
pub fn name_of(target: Option<web_sys::EventTarget>) -> String {
    target
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .and_then(|field| field.get_attribute("name"))
        .unwrap_or_default()
}

/// Moves the focus to the first field that is refused.
pub fn focus_first_error(form: NodeRef<html::Form>) {
    request_animation_frame(move || {
        let refused = form
            .get_untracked()
            .and_then(|form| form.query_selector("[aria-invalid=true]").ok().flatten());
        if let Some(field) = refused {
            let field: web_sys::HtmlElement = field.unchecked_into();
            // It fails only for elements that have left the document.
            drop(field.focus());
        }
    });
}

#[cfg(test)]
mod tests {
    use contract::{Locale, Problem};

    use super::*;

    fn refusal(code: &str, errors: Vec<FieldError>) -> ClientError {
        ClientError::Problem(Box::new(Problem {
            kind: "about:blank".into(),
            title: "Conflict".into(),
            status: 409,
            code: code.into(),
            detail: None,
            request_id: "r".into(),
            errors,
            methods: Vec::new(),
            retry_after: None,
        }))
    }

    #[test]
    fn what_is_taken_is_told_beside_its_field_in_every_language() {
        for (taken, name) in [
            (code::PROJECT_NAME_TAKEN, "name"),
            (code::ROLE_NAME_TAKEN, "name"),
            (code::TEAM_SLUG_TAKEN, "slug"),
        ] {
            let fields = refused_fields(&refusal(taken, Vec::new()));
            assert_eq!(fields, [FieldError::new(name, taken)]);
            for locale in Locale::ALL {
                let texts = Texts::embedded(locale);
                let words = texts.error(taken).unwrap();
                assert!(fields.iter().all(|error| word(texts, error) == words));
            }
        }
    }

    #[test]
    fn other_refusals_are_about_the_fields_that_they_name() {
        let short = vec![FieldError::new("name", "required")];
        assert_eq!(
            refused_fields(&refusal(code::INVALID, short.clone())),
            short
        );
        let offline = refused_fields(&ClientError::Offline);
        assert_eq!(offline, []);
        let old = refused_fields(&refusal(code::PRECONDITION_FAILED, Vec::new()));
        assert_eq!(old, []);
    }
}
