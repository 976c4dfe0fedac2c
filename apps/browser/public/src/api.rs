//! Calls of the API, with the reader and writer of JSON that the browser has.

use contract::problem::code;
use js_sys::{JSON, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Request, RequestInit, Response};

use crate::dom;

/// Calls an operation with a body of JSON, and gets that of its answer or the code of its refusal.
pub(crate) async fn post(path: &str, body: &str) -> Result<String, String> {
    let unavailable = || code::UNAVAILABLE.to_owned();
    let Ok((is_accepted, body)) = send(path, body).await else {
        return Err(unavailable());
    };
    if is_accepted {
        Ok(body)
    } else {
        // A proxy that stands before the API speaks no problem documents.
        Err(member(&body, "code")
            .and_then(|code| code.as_string())
            .unwrap_or_else(unavailable))
    }
}

/// Gets a member of a JSON object.
pub(crate) fn member(json: &str, name: &str) -> Option<JsValue> {
    let object = JSON::parse(json).ok()?;
    Reflect::get(&object, &JsValue::from_str(name)).ok()
}

async fn send(path: &str, body: &str) -> Result<(bool, String), JsValue> {
    let window = dom::window().ok_or(JsValue::NULL)?;
    let options = RequestInit::new();
    options.set_method("POST");
    options.set_body(&JsValue::from_str(body));
    let request = Request::new_with_str_and_init(path, &options)?;
    request.headers().set("content-type", "application/json")?;
    let response: Response = JsFuture::from(window.fetch_with_request(&request))
        .await?
        .dyn_into()?;
    let text = JsFuture::from(response.text()?).await?;
    Ok((response.ok(), text.as_string().unwrap_or_default()))
}
