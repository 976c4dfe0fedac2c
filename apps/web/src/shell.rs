//! The documents around pages.

use contract::Theme;
use leptos::{attr::custom::custom_attribute, nonce::Nonce, prelude::*};

use crate::{
    answers::Answers,
    app::TEXTS_ID,
    layout::{signed_in::Layout, words::Words},
    ssr::{PageRequest, texts_url},
};

/// What a plain page says about itself.
#[derive(Clone, Debug)]
pub struct Head {
    title: String,
    description: Option<String>,
    image: Option<&'static str>,
    is_exact: bool,
    is_indexed: bool,
    is_enhanced: bool,
}

impl Head {
    /// Names the page.
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            description: None,
            image: None,
            is_exact: false,
            is_indexed: false,
            is_enhanced: false,
        }
    }

    /// Describes the page for search engines and previews.
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// Names the asset that previews show.
    #[must_use]
    pub fn image(mut self, asset: &'static str) -> Self {
        self.image = Some(asset);
        self
    }

    /// Leaves the product's name out of the title.
    #[must_use]
    pub fn exact_title(mut self) -> Self {
        self.is_exact = true;
        self
    }

    /// Loads the script that makes forms comfortable, which the page works without.
    #[must_use]
    pub fn enhanced(mut self) -> Self {
        self.is_enhanced = true;
        self
    }

    /// Whether the page has a script.
    pub(crate) fn is_enhanced(&self) -> bool {
        self.is_enhanced
    }

    /// Lets search engines list the page.
    #[must_use]
    pub fn indexed(mut self) -> Self {
        self.is_indexed = true;
        self
    }
}

impl<T: Into<String>> From<T> for Head {
    fn from(title: T) -> Self {
        Self::new(title)
    }
}

/// Text as the content of an element. As a child it would bring its marker along, which a title shows.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// The document of a plain page.
#[component]
pub(crate) fn PlainDocument(
    page: PageRequest,
    head: Head,
    /// For the script, if the page has one.
    nonce: Option<Nonce>,
    body: AnyView,
) -> impl IntoView {
    let product = page.texts.brand_name();
    let title = if head.is_exact {
        head.title
    } else {
        format!("{} · {product}", head.title)
    };
    let public_url = &page.web.settings.public_url;
    let image = head
        .image
        .map(|asset| format!("{public_url}{}", page.web.assets.url(asset)));
    let preview = head.is_indexed.then(|| {
        [
            ("og:type", Some("website".to_owned())),
            ("og:site_name", Some(product.to_owned())),
            ("og:title", Some(title.clone())),
            ("og:description", head.description.clone()),
            ("og:url", Some(format!("{public_url}{}", page.path))),
            ("og:image", image),
        ]
        .into_iter()
        .filter_map(|(property, content)| {
            let property = custom_attribute("property", property);
            content.map(|content| view! { <meta {..property} content=content /> })
        })
        .collect_view()
    });
    let parts = nonce.is_some().then(|| view! { <Words /> });
    let script = nonce.map(|nonce| {
        view! { <PublicScript page=page.clone() nonce /> }
    });
    view! {
        <!DOCTYPE html>
        <html lang=page.locale.code() dir=page.locale.dir() data-theme=page.theme.as_str()>
            <head>
                <CommonHead page=page.clone() />
                {script}
                <title inner_html=escaped(&title)></title>
                {head
                    .description
                    .map(|description| view! { <meta name="description" content=description /> })}
                {(!head.is_indexed).then(|| view! { <meta name="robots" content="noindex" /> })}
                {preview}
            </head>
            <body>{body} {parts}</body>
        </html>
    }
}

/// The document of an app page, with what brings it to life.
#[component]
pub(crate) fn AppDocument(
    page: PageRequest,
    title: String,
    nonce: Nonce,
    /// The rendered app.
    app: String,
    /// What it was rendered with.
    answers: Answers,
) -> impl IntoView {
    let assets = &page.web.assets;
    let locale = page.locale;
    view! {
        <!DOCTYPE html>
        <html lang=locale.code() dir=locale.dir() data-theme=page.theme.as_str()>
            <head>
                <CommonHead page=page.clone() />
                <meta name="robots" content="noindex" />
                <link
                    id=TEXTS_ID
                    rel="preload"
                    r#as="fetch"
                    crossorigin="anonymous"
                    href=texts_url(locale)
                    data-locale=locale.code()
                />
                <Module page=page.clone() name="app" />
                <link rel="modulepreload" href=assets.url("chunks.js") />
                {assets
                    .chunks()
                    .into_iter()
                    .map(|chunk| view! { <link rel="prefetch" href=chunk crossorigin="anonymous" /> })
                    .collect_view()}
                <script type="module" src=assets.url("boot.js") nonce=nonce></script>
                <title inner_html=escaped(&title)></title>
            </head>
            <body>
                <Layout app />
                {answers.blocks()}
            </body>
        </html>
    }
}

/// What makes the forms of a plain page comfortable.
#[component]
fn PublicScript(page: PageRequest, nonce: Nonce) -> impl IntoView {
    let boot = page.web.assets.url("public-boot.js");
    view! {
        <Module page name="public" />
        <script type="module" src=boot nonce=nonce></script>
    }
}

/// A module and its script, loaded side by side.
#[component]
fn Module(page: PageRequest, name: &'static str) -> impl IntoView {
    let assets = &page.web.assets;
    view! {
        <link
            rel="preload"
            r#as="fetch"
            r#type="application/wasm"
            crossorigin="anonymous"
            href=assets.url(&format!("{name}.wasm"))
        />
        <link rel="modulepreload" href=assets.url(&format!("{name}.js")) />
    }
}

/// What every page has in its head.
#[component]
fn CommonHead(page: PageRequest) -> impl IntoView {
    let assets = &page.web.assets;
    let scheme = match page.theme {
        Theme::Light => "light",
        Theme::Dark => "dark",
        Theme::System => "light dark",
    };
    view! {
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content=scheme />
        <link rel="stylesheet" href=assets.url("style.css") />
        <link rel="icon" type="image/svg+xml" href=assets.url("favicon.svg") />
        <link rel="manifest" href=assets.url("site.webmanifest") />
        {page
            .web
            .settings
            .live_reload
            .then(|| {
                view! { <script type="module" src="/dev/reload.js"></script> }
            })}
    }
}
