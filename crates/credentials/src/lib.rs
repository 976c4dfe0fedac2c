#![doc = include_str!("../README.md")]
#![warn(missing_docs)]

mod bindings;

use bindings::PublicKeyCredential;
use js_sys::{Function, JSON, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal, CredentialsContainer, DomException};

/// Why there is no credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The browser knows no passkeys.
    Unsupported,
    /// The person has closed the browser's dialog, or waited too long.
    Cancelled,
    /// The device has a passkey for this account already.
    Known,
    /// The browser could not do it.
    Failed,
}

/// How the browser offers passkeys.
#[derive(Clone, Debug)]
pub enum Offer {
    /// In a dialog, at once.
    Dialog,
    /// Among what it fills into the form, for as long as it takes.
    Autofill(Patience),
}

/// Ends an offer that waits for a choice.
#[derive(Clone, Debug)]
pub struct Patience(AbortController);

impl Patience {
    /// Starts to wait; `None` where the browser cannot be told to stop.
    pub fn new() -> Option<Self> {
        AbortController::new().ok().map(Self)
    }

    /// Ends the waiting: the browser asks one thing at a time.
    pub fn end(&self) {
        self.0.abort();
    }

    /// Whether the waiting was ended.
    pub fn is_over(&self) -> bool {
        self.signal().aborted()
    }

    fn signal(&self) -> AbortSignal {
        self.0.signal()
    }
}

/// Whether the browser knows passkeys and their JSON.
pub fn are_supported() -> bool {
    [
        "parseCreationOptionsFromJSON",
        "parseRequestOptionsFromJSON",
    ]
    .into_iter()
    .all(|name| static_function(name).is_some())
}

/// Whether the browser can offer passkeys among what it fills into a form.
pub async fn can_autofill() -> bool {
    if !are_supported() || static_function("isConditionalMediationAvailable").is_none() {
        return false;
    }
    let Ok(asked) = PublicKeyCredential::is_conditional_mediation_available() else {
        return false;
    };
    JsFuture::from(asked)
        .await
        .is_ok_and(|answer| answer.is_truthy())
}

/// Makes a passkey by the options of the API, and returns what the API is to be sent.
pub async fn create(options: &str) -> Result<String, Refusal> {
    let public_key = public_key(options, PublicKeyCredential::parse_creation_options)?;
    let request = Object::new();
    set(&request, "publicKey", &public_key);
    let made = container()?
        .create_with_options(request.unchecked_ref())
        .map_err(|error| refusal(&error))?;
    credential(made).await
}

/// Asks for a passkey by the options of the API, and returns what the API is to be sent.
pub async fn get(options: &str, offer: Offer) -> Result<String, Refusal> {
    let public_key = public_key(options, PublicKeyCredential::parse_request_options)?;
    let request = Object::new();
    set(&request, "publicKey", &public_key);
    if let Offer::Autofill(patience) = offer {
        set(&request, "mediation", &JsValue::from_str("conditional"));
        set(&request, "signal", &patience.signal());
    }
    let asked = container()?
        .get_with_options(request.unchecked_ref())
        .map_err(|error| refusal(&error))?;
    credential(asked).await
}

/// Reads options, which the API wraps into `publicKey`.
fn public_key(
    options: &str,
    parse: fn(&JsValue) -> Result<JsValue, JsValue>,
) -> Result<JsValue, Refusal> {
    if !are_supported() {
        return Err(Refusal::Unsupported);
    }
    JSON::parse(options)
        .and_then(|options| Reflect::get(&options, &JsValue::from_str("publicKey")))
        .and_then(|options| parse(&options))
        .map_err(|error| refusal(&error))
}

async fn credential(promise: Promise) -> Result<String, Refusal> {
    let credential = JsFuture::from(promise)
        .await
        .map_err(|error| refusal(&error))?;
    // A browser that finds nothing may answer with nothing.
    if credential.is_null() {
        return Err(Refusal::Cancelled);
    }
    // Browsers name the method of the credential itself `toJSON`, which `stringify` calls.
    JSON::stringify(&credential)
        .map(String::from)
        .map_err(|error| refusal(&error))
}

fn refusal(error: &JsValue) -> Refusal {
    let name = error
        .dyn_ref::<DomException>()
        .map(DomException::name)
        .unwrap_or_default();
    match name.as_str() {
        "NotAllowedError" | "AbortError" => Refusal::Cancelled,
        "InvalidStateError" => Refusal::Known,
        "NotSupportedError" => Refusal::Unsupported,
        _ => Refusal::Failed,
    }
}

fn container() -> Result<CredentialsContainer, Refusal> {
    web_sys::window()
        .map(|window| window.navigator().credentials())
        .ok_or(Refusal::Unsupported)
}

fn static_function(name: &str) -> Option<Function> {
    let class = Reflect::get(&js_sys::global(), &JsValue::from_str("PublicKeyCredential")).ok()?;
    Reflect::get(&class, &JsValue::from_str(name))
        .ok()?
        .dyn_into()
        .ok()
}

fn set(object: &Object, name: &str, value: &JsValue) {
    // It fails only for objects that are sealed.
    drop(Reflect::set(object, &JsValue::from_str(name), value));
}
