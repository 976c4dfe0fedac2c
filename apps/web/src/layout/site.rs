//! The frames of plain pages: the site with header and footer, and the card of the forms before
//! sign-in.

use leptos::prelude::*;
use ui::{ButtonLink, ButtonSize, ButtonVariant, Icon, IconData};

use crate::{
    contexts::{use_auth, use_texts},
    layout::{
        impersonation::ImpersonationBanner,
        mark::Mark,
        preferences::{LanguageSwitcher, ThemeSwitcher},
    },
};

/// The frame of the landing page and of error pages.
#[component]
pub fn Site(
    /// The page, without its `<main>`.
    children: Children,
) -> impl IntoView {
    view! {
        <SkipLink />
        <SiteHeader />
        <main class="site-main" id="main" tabindex="-1">
            {children()}
        </main>
        <SiteFooter />
        <ImpersonationBanner />
    }
}

/// The frame of the forms before sign-in: one card, and nothing to distract from it.
#[component]
pub fn AuthFrame(
    /// The one heading of the page.
    #[prop(into)]
    title: String,
    /// A sentence below it.
    #[prop(optional, into)]
    lead: Option<String>,
    /// A picture above the heading, where the page is news rather than a form.
    #[prop(optional, into)]
    icon: Option<IconData>,
    /// What stands below the card, such as the way to another form.
    #[prop(optional, into)]
    below: ViewFn,
    /// What the card holds.
    children: Children,
) -> impl IntoView {
    let texts = use_texts();
    view! {
        <SkipLink />
        <div class="auth">
            <header class="auth-header">
                <a class="site-brand" href="/" rel="external" aria-label=texts.pages_home()>
                    <Mark />
                    {texts.brand_name()}
                </a>
            </header>
            <main class="auth-main" id="main" tabindex="-1">
                <div class="auth-card">
                    {icon
                        .map(|icon| {
                            view! {
                                <span class="auth-icon">
                                    <Icon icon />
                                </span>
                            }
                        })} <h1 class="auth-title">{title}</h1>
                    {lead.map(|lead| view! { <p class="auth-lead">{lead}</p> })} {children()}
                </div>
                {below.run()}
            </main>
            <footer class="auth-footer">
                <LanguageSwitcher />
                <ThemeSwitcher />
            </footer>
        </div>
    }
}

#[component]
fn SkipLink() -> impl IntoView {
    view! {
        <a class="skip-link" href="#main">
            {use_texts().nav_skip()}
        </a>
    }
}

#[component]
fn SiteHeader() -> impl IntoView {
    let texts = use_texts();
    let signed_in = use_auth().with_untracked(Option::is_some);
    view! {
        <header class="site-header">
            <div class="site-container site-header-row">
                <a class="site-brand" href="/" rel="external" aria-label=texts.pages_home()>
                    <Mark />
                    {texts.brand_name()}
                </a>
                <nav class="site-nav" aria-label=texts.nav_main()>
                    <a href="/#features">{texts.pages_nav_features()}</a>
                    <a href="/#architecture">{texts.pages_nav_architecture()}</a>
                    <a href="/#code">{texts.pages_nav_code()}</a>
                    <a href=contract::path::DOCS rel="external">
                        {texts.pages_nav_api()}
                    </a>
                </nav>
                <div class="site-header-actions">
                    {if signed_in {
                        view! {
                            <ButtonLink href="/dashboard" size=ButtonSize::Sm external=true>
                                {texts.nav_dashboard()}
                            </ButtonLink>
                        }
                            .into_any()
                    } else {
                        view! {
                            <ButtonLink
                                href="/login"
                                size=ButtonSize::Sm
                                variant=ButtonVariant::Ghost
                                external=true
                            >
                                {texts.nav_sign_in()}
                            </ButtonLink>
                            <ButtonLink
                                href="/register"
                                size=ButtonSize::Sm
                                external=true
                                class="site-header-start"
                            >
                                {texts.nav_sign_up()}
                            </ButtonLink>
                        }
                            .into_any()
                    }}
                </div>
            </div>
        </header>
    }
}

#[component]
fn SiteFooter() -> impl IntoView {
    let texts = use_texts();
    let signed_in = use_auth().with_untracked(Option::is_some);
    let account = if signed_in {
        vec![
            ("/dashboard", texts.nav_dashboard()),
            ("/settings/profile", texts.nav_profile()),
            ("/settings/security", texts.nav_security()),
        ]
    } else {
        vec![
            ("/login", texts.nav_sign_in()),
            ("/register", texts.nav_sign_up()),
        ]
    };
    view! {
        <footer class="site-footer">
            <div class="site-container">
                <div class="site-footer-columns">
                    <div class="site-footer-about">
                        <span class="site-brand">
                            <Mark />
                            {texts.brand_name()}
                        </span>
                        <p>{texts.pages_footer_tagline()}</p>
                    </div>
                    <FooterLinks
                        title=texts.pages_footer_product()
                        links=vec![
                            ("/#features", texts.pages_nav_features()),
                            ("/#architecture", texts.pages_nav_architecture()),
                            ("/#code", texts.pages_nav_code()),
                        ]
                    />
                    <FooterLinks
                        title=texts.pages_footer_developers()
                        links=vec![
                            (contract::path::DOCS, texts.pages_nav_api()),
                            (contract::path::OPENAPI, texts.pages_footer_openapi()),
                        ]
                    />
                    <FooterLinks title=texts.pages_footer_account() links=account />
                </div>
                <div class="site-footer-row">
                    <p>{texts.pages_footer_licence()}</p>
                    <div class="site-footer-preferences">
                        <LanguageSwitcher />
                        <ThemeSwitcher />
                    </div>
                </div>
            </div>
        </footer>
    }
}

#[component]
fn FooterLinks(title: &'static str, links: Vec<(&'static str, &'static str)>) -> impl IntoView {
    view! {
        <div class="site-footer-links">
            <h2 class="site-footer-title">{title}</h2>
            <ul role="list">
                {links
                    .into_iter()
                    .map(|(href, label)| {
                        view! {
                            <li>
                                <a href=href rel="external">
                                    {label}
                                </a>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </div>
    }
}
