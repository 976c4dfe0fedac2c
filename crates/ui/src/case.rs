//! Capitals and small letters. A browser knows them; the tables of the standard library would weigh
//! as much as a page.

#[cfg(feature = "hydrate")]
use js_sys::JsString;

#[cfg(feature = "hydrate")]
pub(crate) fn upper(letter: char) -> String {
    JsString::from(letter).to_upper_case().into()
}

#[cfg(feature = "hydrate")]
pub(crate) fn lower(letter: char) -> String {
    JsString::from(letter).to_lower_case().into()
}

#[cfg(not(feature = "hydrate"))]
pub(crate) fn upper(letter: char) -> String {
    letter.to_uppercase().collect()
}

#[cfg(not(feature = "hydrate"))]
pub(crate) fn lower(letter: char) -> String {
    letter.to_lowercase().collect()
}
