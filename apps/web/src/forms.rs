//! Forms of app pages: read when they are sent, checked with the very rules of the API, words
//! beside the field that is refused.

use std::{collections::BTreeSet, time::Duration};

use contract::validation::FieldError;
use i18n::Texts;
use leptos::{html, leptos_dom::helpers::TimeoutHandle, prelude::*, wasm_bindgen::JsCast};
use web_sys::FormData;

use crate::contexts::use_texts;

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
}

impl FormErrors {
    /// Starts without any.
    pub fn new() -> Self {
        Self {
            texts: use_texts(),
            all: RwSignal::new(Vec::new()),
            left: RwSignal::new(BTreeSet::new()),
            sent: RwSignal::new(false),
        }
    }

    /// Takes the result of checking the values while they are being typed.
    pub fn follow(self, checked: Result<(), Vec<FieldError>>) {
        let errors = checked.err().unwrap_or_default();
        self.all.maybe_update(|all| {
            let is_news = *all != errors;
            *all = errors;
            is_news
        });
    }

    /// Shows what is wrong with a field from now on.
    pub fn leave(self, name: String) {
        self.left.maybe_update(|left| left.insert(name));
    }

    /// Shows everything that is wrong from now on.
    pub fn show(self, errors: Vec<FieldError>) {
        self.all.set(errors);
        self.sent.set(true);
    }

    /// Forgets everything.
    pub fn clear(self) {
        self.all.set(Vec::new());
        self.left.set(BTreeSet::new());
        self.sent.set(false);
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

/// Words the refusal of a field.
pub fn word(texts: &Texts, error: &FieldError) -> String {
    texts
        .validation(&error.code, error.params.min, error.params.max)
        .or_else(|| {
            texts
                .error(contract::problem::code::INVALID)
                .map(str::to_owned)
        })
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
