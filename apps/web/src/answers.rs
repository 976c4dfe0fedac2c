//! Answers of the API that come with the document. The server asks before it renders, so a page is
//! complete at once; the browser finds the same texts in blocks of data and asks for nothing.

#[cfg(feature = "hydrate")]
use self::browser as place;
#[cfg(feature = "ssr")]
use self::server as place;
use serde::de::DeserializeOwned;

#[cfg(feature = "ssr")]
pub use self::server::Answers;
use crate::client::Result;

/// The attribute of a block of data that names its answer.
const NAME: &str = "data-answer";

/// The attribute of a block that holds a refusal.
const REFUSED: &str = "data-refused";

/// Takes the answer that comes with the document under a name, mostly the path at which it was asked.
///
/// In the browser it is taken once; later it would be an old one.
pub fn answer(name: &str) -> Option<Result<String>> {
    place::answer(name)
}

/// Takes and reads an answer that comes with the document, unless it is a refusal.
pub fn answered<V: DeserializeOwned>(name: &str) -> Option<V> {
    serde_json::from_str(&answer(name)?.ok()?).ok()
}

#[cfg(feature = "ssr")]
mod server {
    use std::sync::Arc;

    use leptos::{attr::custom::custom_attribute, prelude::*};
    use serde::Serialize;

    use super::{NAME, REFUSED};
    use crate::client::{Client, Result, ask::Ask};

    /// What a page has asked for, by name.
    #[derive(Clone, Default)]
    pub struct Answers(Vec<Answer>);

    #[derive(Clone)]
    struct Answer {
        name: String,
        answer: Result<Arc<str>>,
    }

    impl Answers {
        /// Asks, and adds the answer.
        #[must_use]
        pub async fn ask<T>(self, client: &Client, ask: Ask<T>) -> Self {
            let path = ask.into_path();
            let answer = client.text(&path).await;
            self.push(path, answer)
        }

        /// Adds the answer to a question that was asked elsewhere.
        #[must_use]
        pub fn with_answer<T: Serialize>(self, ask: Ask<T>, answer: Result<&T>) -> Self {
            match answer {
                Ok(value) => self.with(ask.into_path(), value),
                Err(error) => self.push(ask.into_path(), Err(error)),
            }
        }

        /// Adds what needed no question.
        #[must_use]
        pub fn with(self, name: impl Into<String>, value: &impl Serialize) -> Self {
            let name = name.into();
            match serde_json::to_string(value) {
                Ok(json) => self.push(name, Ok(json)),
                Err(error) => {
                    tracing::error!(%error, name, "an answer cannot be written as JSON");
                    self
                }
            }
        }

        fn push(mut self, name: String, answer: Result<String>) -> Self {
            let answer = answer.map(Into::into);
            self.0.push(Answer { name, answer });
            self
        }

        /// Makes the blocks of data, which are no scripts to a browser.
        pub(crate) fn blocks(&self) -> impl IntoView + use<> {
            self.0.iter().map(Answer::block).collect_view()
        }
    }

    impl Answer {
        fn block(&self) -> impl IntoView + use<> {
            let name = custom_attribute(NAME, self.name.clone());
            let refused = custom_attribute(REFUSED, self.answer.is_err());
            let json = match &self.answer {
                Ok(json) => json.to_string(),
                Err(error) => serde_json::to_string(error).unwrap_or_default(),
            };
            // No text may end the block that holds it, or begin a comment there.
            let json = json.replace('<', "\\u003c");
            view! { <script type="application/json" {..name} {..refused} inner_html=json></script> }
        }
    }

    pub(super) fn answer(name: &str) -> Option<Result<String>> {
        let Answers(answers) = use_context()?;
        let answer = answers.into_iter().find(|answer| answer.name == name)?;
        Some(answer.answer.map(|json| json.to_string()))
    }

    #[cfg(test)]
    mod tests {
        use super::*;
        use crate::{answers::answered, client::ClientError};

        #[test]
        fn answers_are_found_by_name() {
            let answers = Answers::default().with("me", &1_u8).with("users?", &"two");
            let answers = answers.push("teams".to_owned(), Err(ClientError::Offline));
            Owner::new_root(None).with(|| {
                provide_context(answers);
                assert_eq!(answered::<u8>("me"), Some(1));
                assert_eq!(answered::<String>("users?"), Some("two".to_owned()));
                assert_eq!(answered::<u8>("users?"), None);
                assert_eq!(answered::<u8>("teams"), None);
                assert_eq!(answer("teams"), Some(Err(ClientError::Offline)));
                assert_eq!(answer("projects"), None);
            });
        }

        #[test]
        fn no_text_ends_the_block_that_holds_it() {
            let answers = Answers::default().with("me", &"</script><!--");
            let html = Owner::new_root(None).with(|| answers.blocks().to_html());
            assert_eq!(html.matches("</script>").count(), 1, "{html}");
            assert!(html.contains(r#"data-answer="me""#), "{html}");
            assert!(!html.contains("data-refused"), "{html}");
            assert!(html.contains(r#""\u003c/script>\u003c!--""#), "{html}");
        }

        #[test]
        fn a_refusal_is_told_from_an_answer() {
            let answers = Answers::default().push("me".to_owned(), Err(ClientError::Offline));
            let html = Owner::new_root(None).with(|| answers.blocks().to_html());
            assert!(html.contains("data-refused"), "{html}");
            assert!(html.contains(r#""Offline""#), "{html}");
        }
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use super::{NAME, REFUSED};
    use crate::client::{ClientError, Result};

    pub(super) fn answer(name: &str) -> Option<Result<String>> {
        let block = ui::dom::all(&format!("script[{NAME}]"))
            .find(|block| block.get_attribute(NAME).as_deref() == Some(name))?;
        block.remove();
        let json = block.text_content()?;
        if block.has_attribute(REFUSED) {
            let error = serde_json::from_str(&json);
            return Some(Err(error.unwrap_or(ClientError::Unexpected)));
        }
        Some(Ok(json))
    }
}
