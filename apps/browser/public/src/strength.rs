//! How hard a new password is to guess, by the judgement of the server.

use std::{cell::Cell, rc::Rc};

use contract::path;
use js_sys::{JSON, Object, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlElement, HtmlInputElement};

use crate::{api, dom, words::Words};

/// How long a person must pause before the server is asked.
const PAUSE: i32 = 300;

/// The meter of the page, which names its field.
#[derive(Clone)]
struct Meter {
    place: HtmlElement,
    words: HtmlElement,
    password: HtmlInputElement,
    said: Words,
    /// Counts what was typed: an answer to something older is not shown.
    typed: Rc<Cell<u32>>,
}

/// Follows the new password, if the page asks for one.
pub(crate) fn start(words: &Words) {
    let Some(meter) = Meter::of_page(words) else {
        return;
    };
    let Some(form) = meter.password.form() else {
        return;
    };
    dom::show(&meter.place);
    // Address and names count too: what holds them is easy to guess.
    dom::listen(&form, "input", move |_| meter.follow());
}

impl Meter {
    fn of_page(words: &Words) -> Option<Self> {
        let place: HtmlElement = dom::first("[data-strength]")?;
        let password = dom::by_id(&place.get_attribute("data-strength")?)?;
        Some(Self {
            words: dom::first("[data-strength] [aria-live]")?,
            place,
            password,
            said: words.clone(),
            typed: Rc::default(),
        })
    }

    fn follow(&self) {
        let now = self.typed.get().wrapping_add(1);
        self.typed.set(now);
        if self.password.value().is_empty() {
            return self.show(None);
        }
        let meter = self.clone();
        dom::after(PAUSE, move || {
            // It may have been emptied without a key, which is no input.
            if meter.typed.get() == now && !meter.password.value().is_empty() {
                spawn_local(async move { meter.judge(now).await });
            }
        });
    }

    async fn judge(&self, asked: u32) {
        let answer = api::post(path::PASSWORD_STRENGTH, &self.question()).await;
        if self.typed.get() != asked {
            return;
        }
        // Without an answer nothing is said: the form is judged when it is sent.
        let score = answer
            .ok()
            .and_then(|answer| api::member(&answer, "score"))
            .and_then(|score| JSON::stringify(&score).ok());
        self.show(score.map(String::from).as_deref());
    }

    /// The password, and what else an attacker would try.
    fn question(&self) -> String {
        let question = Object::new();
        let add = |name: &str, value: &str| {
            // It fails only for objects that are sealed.
            drop(Reflect::set(
                &question,
                &JsValue::from_str(name),
                &JsValue::from_str(value),
            ));
        };
        add("password", &self.password.value());
        for name in ["email", "first_name", "last_name"] {
            let value = self
                .password
                .form()
                .and_then(|form| dom::value(&form, name));
            if let Some(value) = value {
                add(name, &value);
            }
        }
        JSON::stringify(&question).map_or_else(|_| String::new(), String::from)
    }

    fn show(&self, score: Option<&str>) {
        dom::set(&self.place, "data-score", score);
        let words = score.and_then(|score| self.said.get("strength", score));
        self.words.set_text_content(words.as_deref());
    }
}
