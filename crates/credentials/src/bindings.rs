//! What `web-sys` has only behind its unstable interface: the functions that read and write JSON.

use js_sys::Promise;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    pub(crate) type PublicKeyCredential;

    #[wasm_bindgen(catch, static_method_of = PublicKeyCredential, js_name = parseCreationOptionsFromJSON)]
    pub(crate) fn parse_creation_options(options: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, static_method_of = PublicKeyCredential, js_name = parseRequestOptionsFromJSON)]
    pub(crate) fn parse_request_options(options: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, static_method_of = PublicKeyCredential, js_name = isConditionalMediationAvailable)]
    pub(crate) fn is_conditional_mediation_available() -> Result<Promise, JsValue>;
}
