//! Signing in with a passkey: by a button, and among what the browser fills in.

use std::{cell::RefCell, rc::Rc};

use contract::path;
use credentials::{Offer, Patience, Refusal};
use js_sys::Date;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlButtonElement, HtmlElement};

use crate::{api, dom, words::Words};

/// For how many milliseconds a question is offered until another one takes its place: it can be
/// answered for five minutes.
const FRESH: f64 = 4.0 * 60.0 * 1000.0;
/// How often it is looked whether they have passed. One timer for all of them would stand still while
/// the device sleeps.
const LOOK: i32 = 15_000;

/// What the page offers; it names what the passkey is for.
#[derive(Clone)]
struct Page {
    words: Words,
    place: HtmlElement,
    button: HtmlButtonElement,
    message: HtmlElement,
    purpose: Purpose,
    /// Where to go once signed in.
    next: String,
    /// The offer among what the browser fills in, which ends when the button is pressed.
    patience: Rc<RefCell<Option<Patience>>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    /// It is all that is asked for.
    SignIn,
    /// It comes after the password.
    SecondFactor,
}

impl Purpose {
    fn of(place: &HtmlElement) -> Option<Self> {
        match place.get_attribute("data-passkey")?.as_str() {
            "sign-in" => Some(Self::SignIn),
            "second-factor" => Some(Self::SecondFactor),
            _ => None,
        }
    }

    const fn challenge(self) -> &'static str {
        match self {
            Self::SignIn => path::PASSKEY_LOGIN_CHALLENGE,
            Self::SecondFactor => path::MFA_PASSKEY_CHALLENGE,
        }
    }

    const fn answer(self) -> &'static str {
        match self {
            Self::SignIn => path::PASSKEY_LOGIN,
            Self::SecondFactor => path::MFA_PASSKEY,
        }
    }
}

/// Offers passkeys, if the page does and the browser knows them.
pub(crate) fn start(words: &Words) {
    let Some(page) = Page::current(words) else {
        return;
    };
    if !credentials::are_supported() {
        return;
    }
    dom::show(&page.place);
    let pressed = page.clone();
    dom::listen(&page.button, "click", move |_| {
        let page = pressed.clone();
        spawn_local(async move { page.ask().await });
    });
    if page.purpose == Purpose::SignIn {
        spawn_local(async move { page.wait().await });
    }
}

impl Page {
    fn current(words: &Words) -> Option<Self> {
        let place: HtmlElement = dom::first("[data-passkey]")?;
        Some(Self {
            words: words.clone(),
            purpose: Purpose::of(&place)?,
            button: dom::first("[data-passkey] button")?,
            message: dom::first("[data-passkey] [aria-live]")?,
            next: place.get_attribute("data-next")?,
            place,
            patience: Rc::default(),
        })
    }

    /// Offers passkeys in a dialog.
    async fn ask(&self) {
        if let Some(patience) = self.patience.take() {
            patience.end();
        }
        self.tell(None);
        self.button.set_disabled(true);
        let outcome = self.ask_in_dialog().await;
        self.button.set_disabled(false);
        self.conclude(outcome);
    }

    async fn ask_in_dialog(&self) -> Result<(), Failure> {
        let options = self.options().await?;
        self.sign_in(&options, Offer::Dialog).await
    }

    /// Offers passkeys among what the browser fills in, for as long as the page is open.
    async fn wait(&self) {
        if !credentials::can_autofill().await {
            return;
        }
        while let Some(patience) = Patience::new() {
            self.patience.replace(Some(patience.clone()));
            if let Ok(options) = self.options().await {
                limit(patience.clone(), Date::now());
                let offer = Offer::Autofill(patience.clone());
                let outcome = self.sign_in(&options, offer).await;
                // Nobody has asked for it, so whoever did not choose one is told nothing.
                if !matches!(outcome, Err(Failure::Browser(_))) {
                    return self.conclude(outcome);
                }
                if !patience.is_over() {
                    return;
                }
            } else {
                // The network may come back.
                dom::pause(LOOK).await;
            }
            let is_pressed = self.patience.borrow().is_none();
            if is_pressed {
                return;
            }
        }
    }

    async fn options(&self) -> Result<String, Failure> {
        Ok(api::post(self.purpose.challenge(), "{}").await?)
    }

    async fn sign_in(&self, options: &str, offer: Offer) -> Result<(), Failure> {
        let credential = credentials::get(options, offer).await?;
        let assertion = ["{\"credential\":", credential.as_str(), "}"].concat();
        api::post(self.purpose.answer(), &assertion).await?;
        Ok(())
    }

    fn conclude(&self, outcome: Result<(), Failure>) {
        match outcome {
            Ok(()) => dom::load(&self.next),
            Err(failure) => self.tell(Some(failure)),
        }
    }

    fn tell(&self, failure: Option<Failure>) {
        let words = failure.and_then(|failure| match failure {
            Failure::Api(code) => self.words.get("errors", &code),
            Failure::Browser(Refusal::Cancelled) => self.words.get("passkeys", "cancelled"),
            Failure::Browser(_) => self.words.get("passkeys", "failed"),
        });
        self.message.set_text_content(words.as_deref());
    }
}

/// Ends an offer when its question is no longer fresh.
///
/// Not while nobody sees the page: the cookie that names the question is that of the page which asked
/// last.
fn limit(patience: Patience, asked_at: f64) {
    dom::after(LOOK, move || {
        if patience.is_over() {
            return;
        }
        if dom::is_visible() && Date::now() - asked_at > FRESH {
            patience.end();
        } else {
            limit(patience, asked_at);
        }
    });
}

/// Why nobody is signed in.
enum Failure {
    /// The API refused, for the reason with this code.
    Api(String),
    /// There is no credential.
    Browser(Refusal),
}

impl From<String> for Failure {
    fn from(code: String) -> Self {
        Self::Api(code)
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Browser(refusal)
    }
}
