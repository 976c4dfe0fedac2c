//! Elements by what a person sees of them.

use thirtyfour::By;

/// Finds by a CSS selector.
pub fn css(selector: &str) -> By {
    By::Css(selector)
}

/// Finds a button by its text.
pub fn button(name: &str) -> By {
    By::XPath(format!("//button[normalize-space(.)={}]", quoted(name)))
}

/// Finds a link by its text.
pub fn link(name: &str) -> By {
    By::XPath(format!("//a[normalize-space(.)={}]", quoted(name)))
}

/// Finds an option of a combobox by its label.
pub fn option(label: &str) -> By {
    By::XPath(format!(
        "//*[@role='option'][.//*[normalize-space(.)={}]]",
        quoted(label)
    ))
}

/// Finds a control by the beginning of its label.
pub fn field(label: &str) -> By {
    By::XPath(format!(
        "//*[@id=//label[starts-with(normalize-space(.),{})]/@for]",
        quoted(label)
    ))
}

/// Finds the page's one heading by its text.
pub fn heading(text: &str) -> By {
    By::XPath(format!("//h1[normalize-space(.)={}]", quoted(text)))
}

/// Finds the innermost element that contains a text.
pub fn text(text: &str) -> By {
    let text = quoted(text);
    By::XPath(format!(
        "//body//*[not(self::script)][contains(normalize-space(.),{text})]\
         [not(*[contains(normalize-space(.),{text})])]"
    ))
}

/// Quotes for an `XPath`, which knows no escapes.
fn quoted(text: &str) -> String {
    if text.contains('\'') {
        format!("\"{text}\"")
    } else {
        format!("'{text}'")
    }
}
